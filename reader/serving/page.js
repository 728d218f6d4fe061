// Keys go to the reader from the first one on, without a click into the page.
addEventListener("load", () => {
  document.querySelector(".xterm-helper-textarea")?.focus();
});
