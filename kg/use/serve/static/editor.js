"use strict";
// The editor asks this server only: no outside prefixes, suggestions or short links.
const data = JSON.parse(document.getElementById("data").textContent);
Yasgui.Yasqe.defaults.autocompleters = ["variables"];
Yasgui.Yasqe.defaults.createShareableLink = null;
Yasgui.Yasqe.defaults.createShortLink = null;
Yasgui.Yasqe.defaults.value = data.queries["programmes-of"];
Yasgui.Yasr.defaults.prefixes = data.prefixes;
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint: location.origin + "/sparql", method: "POST" },
  endpointCatalogueOptions: { getData: () => [], keys: [], renderItem: () => {} },
  copyEndpointOnNewTab: true,
  persistenceId: null,
});
document.getElementById("named").addEventListener("change", (event) => {
  const text = data.queries[event.target.value];
  if (!text) return;
  const tab = yasgui.getTab();
  tab.setQuery(text);
  tab.query();
});
