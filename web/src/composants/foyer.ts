import { useEffect, useRef } from "react";

/**
 * Gives the focus to an element, even one that is only read. At the next frame: the key that asked for
 * it is still being handled, and « Entrée » would at once send the form of a field that took the focus.
 */
export function donnerFoyer(cible: HTMLElement | null | undefined): void {
  if (!cible) return;
  requestAnimationFrame(() => {
    if (cible.tabIndex < 0) cible.tabIndex = -1;
    cible.focus();
  });
}

/** Gives the focus to a row of a list: to its link or its title, else to the row itself. */
export function donnerFoyerALigne(ligne: HTMLElement | undefined): void {
  donnerFoyer(ligne?.querySelector<HTMLElement>("a.greffe-numero") ?? ligne?.querySelector<HTMLElement>("h3, th") ?? ligne);
}

/**
 * Keeps the focus in a list whose rows go: taken by somebody, closed by an act. When the row that had it
 * is gone, the one now at its place takes it, or what stands for the empty list.
 */
export function useFoyerDansListe<L extends HTMLElement>(cles: string[]) {
  const liste = useRef<L>(null);
  const ici = useRef<{ cle: string; rang: number }>(undefined);
  const lignes = () => [...(liste.current?.querySelectorAll<HTMLElement>("[data-ligne]") ?? [])];
  const suite = cles.join(" ");
  useEffect(() => {
    const avant = ici.current;
    if (!avant || suite.split(" ").includes(avant.cle)) return;
    ici.current = undefined;
    if (document.activeElement !== document.body) return;
    const restantes = lignes();
    if (restantes.length === 0) donnerFoyer(liste.current);
    else donnerFoyerALigne(restantes[Math.min(avant.rang, restantes.length - 1)]);
  }, [suite]);
  return {
    liste,
    onFocus: (foyer: { target: Element }) => {
      const rang = lignes().findIndex((ligne) => ligne.contains(foyer.target));
      const cle = cles[rang];
      ici.current = cle === undefined ? undefined : { cle, rang };
    },
    onBlur: (foyer: { relatedTarget: Element | null }) => {
      if (foyer.relatedTarget) ici.current = undefined;
    },
  };
}

/** State of a button whose command is under way: it keeps the focus, and another press sends nothing. */
export const occupe = (enCours: boolean) => ({ "aria-disabled": enCours, "aria-busy": enCours });
