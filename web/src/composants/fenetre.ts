import { useIsModalOpen } from "@codegouvfr/react-dsfr/Modal/useIsModalOpen";

interface Fenetre {
  id: string;
  isOpenedByDefault: boolean;
  open: () => void;
}

/** Where the focus was when each window opened. */
const retours = new Map<string, HTMLElement>();

/** Opens a window from wherever the focus is. */
export function ouvrirFenetre(fenetre: Fenetre): void {
  if (document.activeElement instanceof HTMLElement) retours.set(fenetre.id, document.activeElement);
  fenetre.open();
}

/** Gives the focus back where it was, however the window is closed; the design system only knows its own buttons. */
export function useRetourDuFoyer(fenetre: Fenetre, apres?: () => void): void {
  useIsModalOpen(fenetre, {
    onConceal: () => {
      apres?.();
      const retour = retours.get(fenetre.id);
      retours.delete(fenetre.id);
      // After the design system has put it elsewhere.
      if (retour) requestAnimationFrame(() => retour.isConnected && retour.focus());
    },
  });
}
