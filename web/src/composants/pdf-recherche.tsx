import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { enErreurApi } from "../api/probleme";
import { Button } from "./bouton";
import { INSECABLE, pluriel } from "./formats";
import { aChercher, type Cible, compter, type PageDisant, situer } from "./pdf-mots";

/** Pages that say the words, in order. */
export type Chercheur = (mots: string, signal: AbortSignal) => Promise<PageDisant[]>;

interface RechercheProps {
  chercher: Chercheur;
  /** Shows a time, or none. */
  montrer: (cible: Cible | undefined) => void;
}

type Etat =
  | { fait: "attente" | "echec"; mots: string; dit: string }
  | { fait: "trouve"; mots: string; pages: PageDisant[]; rang: number };

/** Words sought in the document: Enter finds them, then goes to the next, with Shift to the previous; how many and where is told. */
export function RechercheDansLePdf({ chercher, montrer }: RechercheProps) {
  const id = useId();
  const [texte, setTexte] = useState("");
  const [etat, setEtat] = useState<Etat>();
  const arret = useRef<AbortController>(undefined);
  useEffect(() => () => arret.current?.abort(), []);

  const aller = (mots: string, pages: PageDisant[], rang: number) => {
    const total = compter(pages);
    const tourne = total ? (rang + total) % total : 0;
    const situe = situer(pages, tourne);
    setEtat({ fait: "trouve", mots, pages, rang: tourne });
    montrer(situe && { mots, ...situe });
  };
  const avancer = (pas: 1 | -1) => {
    if (etat?.fait === "trouve" && etat.mots === aChercher(texte)) return aller(etat.mots, etat.pages, etat.rang + pas);
    void lancer();
  };
  const lancer = async () => {
    arret.current?.abort();
    const mots = aChercher(texte);
    if (!mots) return effacer();
    const mien = new AbortController();
    arret.current = mien;
    setEtat({ fait: "attente", mots, dit: "Recherche en cours…" });
    try {
      const pages = await chercher(texte, mien.signal);
      if (!mien.signal.aborted) aller(mots, pages, 0);
    } catch (cause) {
      if (mien.signal.aborted) return;
      montrer(undefined);
      setEtat({ fait: "echec", mots, dit: enErreurApi(cause).message });
    }
  };
  const effacer = () => {
    arret.current?.abort();
    setEtat(undefined);
    montrer(undefined);
  };
  const surEnvoi = (envoi: FormEvent) => {
    envoi.preventDefault();
    avancer(1);
  };
  const surTouche = (touche: KeyboardEvent) => {
    if (touche.key === "Enter" && touche.shiftKey) {
      touche.preventDefault();
      avancer(-1);
    } else if (touche.key === "Escape" && texte) {
      // A first press leaves the search, the next closes the document.
      touche.preventDefault();
      touche.stopPropagation();
      setTexte("");
      effacer();
    }
  };
  const total = etat?.fait === "trouve" ? compter(etat.pages) : 0;
  return (
    <form role="search" aria-label="Dans le document" className="greffe-visionneuse__recherche" onSubmit={surEnvoi}>
      <label className="fr-label" htmlFor={id}>
        Chercher dans le document
      </label>
      <input
        id={id}
        className="fr-input"
        type="search"
        value={texte}
        maxLength={200}
        aria-describedby={`${id}-touches`}
        onChange={(e) => setTexte(e.target.value)}
        onKeyDown={surTouche}
      />
      <Button size="small" type="submit" priority="secondary">
        {total > 0 ? "Suivant" : "Chercher"}
      </Button>
      {total > 0 && (
        <Button size="small" type="button" priority="secondary" onClick={() => avancer(-1)}>
          Précédent
        </Button>
      )}
      <p role="status" className="greffe-mention fr-mb-0">
        {dit(etat)}
      </p>
      <p id={`${id}-touches`} className="fr-sr-only">
        Entrée{INSECABLE}: occurrence suivante. Maj + Entrée{INSECABLE}: occurrence précédente.
      </p>
    </form>
  );
}

function dit(etat: Etat | undefined): string {
  if (!etat) return "";
  if (etat.fait !== "trouve") return etat.dit;
  const total = compter(etat.pages);
  const situe = situer(etat.pages, etat.rang);
  if (!situe) return "Aucune occurrence";
  return `${pluriel(total, "occurrence")}\u00a0: la ${etat.rang === 0 ? "1re" : `${etat.rang + 1}e`}, page ${situe.page}`;
}
