import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import { session } from "../api/requetes";
import { dateLongue, INSECABLE } from "./formats";

const PAPIER = "print";
/** Between the two events of a printing; some browsers tell no media query of it. */
let imprimeAlors = false;

function suivre(prevenir: () => void): () => void {
  // The page is drawn for paper before the browser lays it out: no later render would be printed.
  const aussitot = () => flushSync(prevenir);
  const avant = () => {
    imprimeAlors = true;
    aussitot();
  };
  const apres = () => {
    imprimeAlors = false;
    aussitot();
  };
  const media = window.matchMedia(PAPIER);
  media.addEventListener("change", aussitot);
  window.addEventListener("beforeprint", avant);
  window.addEventListener("afterprint", apres);
  return () => {
    media.removeEventListener("change", aussitot);
    window.removeEventListener("beforeprint", avant);
    window.removeEventListener("afterprint", apres);
  };
}

/** Whether the page is being drawn for paper, where nothing can be clicked open. */
export function useImpression(): boolean {
  return useSyncExternalStore(suivre, () => imprimeAlors || window.matchMedia(PAPIER).matches);
}

const COPIE = `Copie de travail${INSECABLE}: seul le dossier en ligne fait foi.`;

/** On paper alone: what is printed, when and for whom, and what it is worth. */
export function MentionImpression({ children, reserve = COPIE }: { children?: ReactNode; reserve?: string }) {
  const imprime = useImpression();
  const { data: ouverte } = useQuery(session);
  if (!imprime) return null;
  return (
    <p className="greffe-mention-impression">
      {children && (
        <>
          {children}
          <br />
        </>
      )}
      Édité le {dateLongue(new Date().toISOString())}
      {ouverte && ` par ${ouverte.agent.display_name}`}. {reserve}
    </p>
  );
}
