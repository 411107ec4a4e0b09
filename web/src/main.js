// The way in: what build.js bundles.

import { start } from "./start.js";

start();
