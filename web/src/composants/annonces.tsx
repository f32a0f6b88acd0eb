import { useEffect, useRef, useState } from "react";

const EFFACEMENT_MS = 5_000;
let dire: ((message: string) => void) | undefined;

/** Says a change to who listens to the page, without moving the focus. */
export function annoncer(message: string): void {
  dire?.(message);
}

/** Says the answer that a change has just made; the one the page opened with is read in its place. */
export function useAnnonceDuChangement(texte: string | undefined): void {
  const dit = useRef<string>(undefined);
  useEffect(() => {
    if (texte === undefined) return;
    if (dit.current !== undefined && dit.current !== texte) annoncer(texte);
    dit.current = texte;
  }, [texte]);
}

/** The one polite live region of the app. */
export function ZoneAnnonces() {
  const [message, setMessage] = useState("");
  useEffect(() => {
    let effacement: ReturnType<typeof setTimeout> | undefined;
    dire = (texte) => {
      clearTimeout(effacement);
      setMessage(texte);
      effacement = setTimeout(() => setMessage(""), EFFACEMENT_MS);
    };
    return () => {
      clearTimeout(effacement);
      dire = undefined;
    };
  }, []);
  return (
    <div className="fr-sr-only" role="status" aria-live="polite">
      {message}
    </div>
  );
}
