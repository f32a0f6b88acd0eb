import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useId, useRef, useState } from "react";
import { type Papier, papiers } from "../../api/delibere";
import type { Dossier } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Button } from "../../composants/bouton";
import { donnerFoyer } from "../../composants/foyer";
import { DE_LA_NATURE } from "./mots";
import { Ouverture } from "./ouverture";

/** What a paper is an alternative of, with its link where its reader may read it too. */
export function VarianteDe({ papier: { alternative_of, dossier_id, kind }, lus }: { papier: Papier; lus: Papier[] }) {
  if (!alternative_of) return null;
  const origine = lus.find(({ paper_id }) => paper_id === alternative_of);
  if (!origine) return <>Variante d’un papier qui ne vous est pas ouvert</>;
  return (
    <>
      Variante {DE_LA_NATURE[kind] ?? "du papier"}{" "}
      <Link to="/dossiers/$id/delibere/$papier" params={{ id: dossier_id, papier: alternative_of }}>
        {origine.title}
      </Link>
    </>
  );
}

/** Of a projet: what it is an alternative of, and how another one is written beside it. */
export function Variante({ dossier, papier }: { dossier: Dossier; papier: Papier }) {
  const projet = papier.kind === "projet";
  // Asked where it says something: each reading of the list is written down.
  const { data, error, refetch } = useQuery({ ...papiers(papier.dossier_id), enabled: projet || Boolean(papier.alternative_of) });
  const [ouverte, setOuverte] = useState(false);
  const bouton = useId();
  const titre = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (ouverte) donnerFoyer(titre.current);
  }, [ouverte]);
  if (error && !data) return <ErreurSection quoi="Les variantes" cause={error} reessayer={() => void refetch()} />;
  if (!data) return null;
  return (
    <>
      {papier.alternative_of && (
        <p className="greffe-mention">
          <VarianteDe papier={papier} lus={data.papers} />.
        </p>
      )}
      {projet && data.may_open && !ouverte && (
        <Button id={bouton} className="greffe-sans-impression fr-mb-2w" size="small" priority="secondary" onClick={() => setOuverte(true)}>
          Écrire une variante
        </Button>
      )}
      {ouverte && (
        <section className="greffe-bloc greffe-sans-impression" aria-labelledby="ecrire-variante">
          <h2 id="ecrire-variante" className="fr-h5" ref={titre}>
            Écrire une variante
          </h2>
          <p>Elle part du texte de ce projet, qui reste comme il est.</p>
          <Ouverture
            dossier={dossier}
            origine={papier}
            annuler={
              <Button
                priority="secondary"
                onClick={() => {
                  setOuverte(false);
                  requestAnimationFrame(() => document.getElementById(bouton)?.focus());
                }}
              >
                Abandonner
              </Button>
            }
          />
        </section>
      )}
    </>
  );
}
