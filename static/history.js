// Streamlit changes the address in steps, each an entry that Back stops at: to open another page with parameters it puts
// them behind the address of the old page and then changes the page; a filter that returns a list to its first page
// changes the filter and then the page of the list. A later step of one move takes the place of the one before.
(() => {
  const ONE_OPENING = 3000, ONE_CHANGE = 700;
  const push = history.pushState;
  let step = { address: null, at: 0 };
  history.pushState = function (state, title, url) {
    const next = new URL(url ?? location.href, location.href);
    const isOtherPage = next.pathname !== location.pathname;
    const sinceStep = performance.now() - step.at;
    const isSameMove = step.address === location.href &&
      (isOtherPage ? next.search === location.search && sinceStep < ONE_OPENING : sinceStep < ONE_CHANGE);
    if (isSameMove) history.replaceState(state, title, url);
    else push.call(history, state, title, url);
    step = { address: isOtherPage ? null : location.href, at: performance.now() };
  };
})();
