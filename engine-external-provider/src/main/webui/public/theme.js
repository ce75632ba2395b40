// Before anything is drawn, so that a dark page does not flash white. src/app/theme.tsx goes on from here.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("v2v.theme");
  } catch {
    // no storage is allowed: the system's theme it is
  }
  try {
    if (parent.location.origin !== location.origin) chosen = "light";
  } catch {
    chosen = "light"; // in a frame of webadmin, which is light
  }
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("pf-v6-theme-dark", dark);
})();
