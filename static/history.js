// To open another page with parameters, Streamlit first puts the parameters behind the address of the old page and then
// changes the page: two entries, and Back would stop at an address nobody ever saw, the list without its filters.
// The second step takes the place of the first.
(() => {
  const LONGEST = 3000;
  const push = history.pushState;
  let half = { address: null, at: 0 };
  history.pushState = function (state, title, url) {
    const next = new URL(url ?? location.href, location.href);
    const isOtherPage = next.pathname !== location.pathname;
    const isSecondStep =
      isOtherPage && next.search === location.search &&
      half.address === location.href && performance.now() - half.at < LONGEST;
    if (isSecondStep) history.replaceState(state, title, url);
    else push.call(history, state, title, url);
    half = { address: isOtherPage ? null : location.href, at: performance.now() };
  };
})();
