import { Notice } from "@codegouvfr/react-dsfr/Notice";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { Regle, Regles } from "../../api/regles";
import { regles } from "../../api/requetes";
import { ErreurSection } from "../../app/erreurs";
import { useChampsDansAdresse } from "../../composants/adresse";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { Corrections } from "../../composants/corrections";
import { INSECABLE } from "../../composants/formats";
import { MentionImpression } from "../../composants/impression";
import { TitrePage } from "../../composants/titre-page";
import { Fiche } from "./fiche";
import { Formulaire } from "./formulaire";
import { CALCUL, fautes, ligneDe, manques, type Simulation } from "./simulation";

/** Asks the law what a date would be. Every fact stands in the address; nothing is written anywhere. */
export function SimulationPage() {
  const { data, error, refetch } = useQuery(regles);
  return (
    <>
      <div className="greffe-entete">
        <TitrePage titre="Simuler un délai" />
        <div className="greffe-actions">
          <Button priority="secondary" size="small" iconId="fr-icon-printer-line" onClick={() => window.print()}>
            Imprimer la fiche de calcul
          </Button>
        </div>
      </div>
      <MentionImpression reserve="Simulation : rien n’a été enregistré, aucun dossier n’en est changé." />
      <Notice
        className="fr-mb-3w greffe-sans-impression"
        title="Rien n’est enregistré. "
        description="Les faits saisis ici ne changent aucun dossier. Ils tiennent dans l’adresse de la page : copiez-la pour garder ou partager ce calcul."
      />
      {error && !data ? (
        <ErreurSection quoi="Les règles" cause={error} reessayer={() => void refetch()} />
      ) : data ? (
        <Simulateur regles={data} />
      ) : (
        <Attente quoi="les règles" />
      )}
    </>
  );
}

function Simulateur({ regles: lues }: { regles: Regles }) {
  const adresse = useSearch({ from: "/simulation" });
  const naviguer = useNavigate({ from: "/simulation" });
  const ecrire = useCallback((search: Simulation) => void naviguer({ search, replace: true, resetScroll: false }), [naviguer]);
  const [simulation, changer] = useChampsDansAdresse(adresse, ecrire);
  const regle = [CALCUL, ...lues.rules].find(({ rule }) => rule === simulation.regle);
  const erreurs = regle
    ? fautes(
        simulation,
        regle,
        lues.calendars.map(({ code }) => code),
      )
    : new Map<string, string>();
  return (
    <div className="fr-grid-row fr-grid-row--gutters">
      <form className="fr-col-12 fr-col-lg-6 greffe-sans-impression greffe-simulateur" aria-label="Faits" onSubmit={(envoi) => envoi.preventDefault()}>
        <Formulaire regles={lues} regle={regle} simulation={simulation} changer={changer} erreurs={erreurs} />
      </form>
      <section className="fr-col-12 fr-col-lg-6 greffe-calcul" aria-labelledby="titre-calcul">
        <h2 id="titre-calcul" className="fr-h4">
          Fiche de calcul{regle && <span className="greffe-calcul__regle">{INSECABLE}: {regle.label}</span>}
        </h2>
        <Resultat regles={lues} regle={regle} simulation={simulation} erreurs={erreurs} />
      </section>
    </div>
  );
}

interface ResultatProps {
  regles: Regles;
  regle: Regle | undefined;
  simulation: Simulation;
  erreurs: Map<string, string>;
}

/** The answer, or what stands in its way; never the date of other facts than those shown. */
function Resultat({ regles: lues, regle, simulation, erreurs }: ResultatProps) {
  if (!regle) return <p className="greffe-vide">Choisissez un délai à calculer{INSECABLE}: ce qu’il faut savoir vous sera demandé.</p>;
  if (erreurs.size > 0) return <Corrections quoi="Pas de date" erreurs={erreurs} />;
  const manquent = manques(simulation, regle);
  if (manquent.length > 0) {
    return (
      <p className="greffe-vide" role="status">
        Pour calculer, il manque{INSECABLE}: {manquent.join(`${INSECABLE}; `)}.
      </p>
    );
  }
  return <Fiche regles={lues} regle={regle} simulation={simulation} ligne={ligneDe(simulation, regle)} />;
}
