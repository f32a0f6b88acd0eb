import { type RefObject, useEffect, useRef, useState } from "react";
import { annoncer } from "./annonces";
import { Button } from "./bouton";
import { pluriel } from "./formats";
import { donnerFoyerALigne, occupe } from "./foyer";

interface Props {
  /** The list that grows; each of its rows bears `data-ligne`. */
  liste: RefObject<HTMLElement | null>;
  montres: number;
  /** How many there are in all, where it is known. */
  total?: number | null;
  /** What a row is, one and many. */
  nom: [string, string];
  encore: boolean;
  enCours?: boolean;
  /** The last try to read what follows failed. */
  echec?: boolean;
  afficher: () => void;
}

/** How much of a list is shown, and the button that shows what follows; the first new row takes the focus. */
export function Suite({ liste, montres, total, nom, encore, enCours = false, echec = false, afficher }: Props) {
  const depuis = useRef<number>(undefined);
  const plusieurs = useRef(nom);
  useEffect(() => {
    const rang = depuis.current;
    if (rang === undefined || montres <= rang) return;
    depuis.current = undefined;
    donnerFoyerALigne(liste.current?.querySelectorAll<HTMLElement>("[data-ligne]")[rang]);
    annoncer(`${pluriel(montres - rang, ...plusieurs.current)} de plus.`);
  }, [montres, liste]);
  // A list that was always whole says nothing of its length here.
  const [longue, setLongue] = useState(encore);
  if (encore && !longue) setLongue(true);
  if (!longue) return null;
  const compte = pluriel(montres, ...nom);
  const reste = total && total > montres ? ` sur ${total.toLocaleString("fr-FR")}` : "";
  return (
    <div className="greffe-suite">
      <p className="greffe-mention fr-mb-0" data-compte={montres}>
        {encore ? `${compte} à l’écran${reste}` : `${compte} : la liste est complète.`}
      </p>
      {encore && (
        <Button
          priority="secondary"
          size="small"
          iconId="fr-icon-arrow-down-s-line"
          // Not disabled while it reads: the button keeps the focus, and a second press asks nothing.
          nativeButtonProps={occupe(enCours)}
          onClick={() => {
            if (enCours) return;
            depuis.current = montres;
            afficher();
          }}
        >
          {enCours ? "Lecture…" : "Afficher la suite"}
        </Button>
      )}
      {echec && !enCours && (
        <p className="fr-error-text fr-mt-0 fr-mb-0" role="alert">
          La suite n’a pas pu être lue. Recommencez dans un instant.
        </p>
      )}
    </div>
  );
}

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** What `Suite` wants to know of a list read by cursor. */
export function suiteDe({ hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage }: Pages) {
  return {
    encore: hasNextPage,
    enCours: isFetchingNextPage,
    echec: isFetchNextPageError,
    afficher: () => void fetchNextPage(),
  };
}
