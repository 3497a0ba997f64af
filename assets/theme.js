// Runs before the first paint, so that a page never flashes in the other theme.
// The only thing this product keeps in the browser's storage: light, dark, or nothing (follow the system).
(function () {
  var key = "tenantpilot-theme";
  var root = document.documentElement;
  function apply(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  }
  window.tenantpilotTheme = function (theme) {
    apply(theme);
    try {
      if (theme === "light" || theme === "dark") localStorage.setItem(key, theme);
      else localStorage.removeItem(key);
    } catch (error) { /* storage may be refused; the choice still holds for this page */ }
  };
  try { apply(localStorage.getItem(key)); } catch (error) { /* as above */ }
})();
