async function renderCompare(main) { clear(main, viewHead(t("compare"), t("compareEmpty"))); }
