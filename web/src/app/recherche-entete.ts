/** Field of the page header that leads to the search over everything; the design system names it after the header. */
const CHAMP = "fr-header-search-input";
/** On a narrow screen it stands in a window of its own. */
const FENETRE = "fr-header-search-modal";

declare global {
  interface Window {
    /** The design system's own access to what it has made of an element. */
    dsfr?: (element: HTMLElement) => { modal?: { conceal: () => void; isDisclosed: boolean } };
  }
}

/** The field, where one sees it: not on its own page, nor on a narrow screen. */
export function champDeLEntete(): HTMLElement | undefined {
  const champ = document.getElementById(CHAMP);
  return champ && champ.getClientRects().length > 0 ? champ : undefined;
}

/** Closes the window of the narrow screen, once the search is sent. */
export function fermerRecherche(): void {
  const fenetre = document.getElementById(FENETRE);
  const modal = fenetre && window.dsfr?.(fenetre).modal;
  if (modal?.isDisclosed) modal.conceal();
}
