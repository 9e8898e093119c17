// Things that can be used and have no name for a screen reader.
() => [...document.querySelectorAll("button, a[href], input, select, textarea, [role=button], [role=region]")]
  .filter((one) => one.checkVisibility())
  .filter((one) => {
    const label = one.getAttribute("aria-label") || (one.labels && [...one.labels].map((l) => l.textContent).join("")) || one.textContent;
    return !label || !label.trim();
  }).map((one) => one.outerHTML.slice(0, 120))
