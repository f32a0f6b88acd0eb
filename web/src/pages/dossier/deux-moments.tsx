import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { ListeConsequences } from "../../actes/consequences";
import { difference } from "../../api/requetes";
import type { Acte, Consequence, Difference, Dossier } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { useAnnonceDuChangement } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { Corrections } from "../../composants/corrections";
import { aujourdhui, INSECABLE, pluriel } from "../../composants/formats";
import { Suite } from "../../composants/suite";
import { useTranche } from "../../composants/tranche";
import { CorpsActe, TitreActe, TraceActe, useNoms } from "./acte-en-mots";
import { ChoixMoment } from "./choix-moment";
import { champsDe, estPresent, estRebours, fautesDe, fautesDuRefus, momentDe, momentEnMots } from "./historique";
import type { VueHistorique } from "./onglet-historique";

/** What differs between two moments: the acts, who recorded them and why, and what they changed. */
export function DeuxMoments({ dossier, vu, changer, lus, journal }: VueHistorique) {
  const [de, a] = [momentDe(vu, "de_"), momentDe(vu, "a_")];
  const fautes = fautesDe(vu, ["de_", "a_"]);
  const choisis = !estPresent(de) || !estPresent(a);
  const { data, error, refetch, isPlaceholderData } = useQuery({ ...difference(dossier.dossier_id, de, a), enabled: choisis && fautes.size === 0 });
  const erreurs = fautes.size > 0 ? fautes : fautesDuRefus(error);
  useAnnonceDuChangement(data && !isPlaceholderData && erreurs.size === 0 && choisis ? enBref(data) : undefined);
  return (
    <>
      <form className="greffe-colonnes greffe-sans-impression" aria-label="Moments à comparer" onSubmit={(envoi) => envoi.preventDefault()}>
        <ChoixMoment
          legende="Premier moment"
          rang="de_"
          moment={de}
          changer={(choisi) => changer(champsDe("de_", choisi))}
          journal={journal}
          erreurs={erreurs}
        />
        <ChoixMoment legende="Second moment" rang="a_" moment={a} changer={(choisi) => changer(champsDe("a_", choisi))} journal={journal} erreurs={erreurs} />
      </form>
      <section className="fr-mt-3w" aria-labelledby="titre-difference">
        <h3 id="titre-difference" className="fr-h5">
          Ce qui a changé
        </h3>
        {erreurs.size > 0 ? (
          <Corrections quoi="Pas de comparaison" erreurs={erreurs} />
        ) : !choisis ? (
          <p className="greffe-vide">Choisissez un premier moment{INSECABLE}: il sera comparé à aujourd’hui, ou au second moment choisi.</p>
        ) : error && !data ? (
          <ErreurSection quoi="La comparaison" cause={error} reessayer={() => void refetch()} />
        ) : !data ? (
          <Attente quoi="la comparaison" />
        ) : (
          <div aria-busy={isPlaceholderData} className={isPlaceholderData ? "greffe-en-cours" : undefined}>
            <Reponse lue={data} dossier={dossier} lus={lus} intervertir={() => changer({ ...champsDe("de_", a), ...champsDe("a_", de) })} />
          </div>
        )}
      </section>
    </>
  );
}

const rien = ({ acts, changes }: Difference) => acts.length === 0 && changes.length === 0;
const enBref = (lue: Difference) =>
  rien(lue) ? "Rien n’a changé entre ces deux moments." : `${pluriel(lue.acts.length, "acte")}, ${pluriel(lue.changes.length, "changement")}.`;

interface ReponseProps {
  lue: Difference;
  dossier: Dossier;
  lus: Acte[];
  intervertir: () => void;
}

function Reponse({ lue, dossier, lus, intervertir }: ReponseProps) {
  const present = aujourdhui();
  return (
    <>
      <p>
        Du dossier {momentEnMots(lue.from, present)}, au dossier {momentEnMots(lue.to, present)}.
      </p>
      {estRebours(lue) && (
        <Alert
          small
          severity="warning"
          className="fr-mb-2w"
          description={
            <>
              Le second moment précède le premier{INSECABLE}: les changements se lisent à rebours.{" "}
              <Button size="small" priority="tertiary" className="greffe-sans-impression" onClick={intervertir}>
                Intervertir les deux moments
              </Button>
            </>
          }
        />
      )}
      {rien(lue) ? (
        <p className="greffe-vide">Rien n’a changé entre ces deux moments.</p>
      ) : (
        <>
          <h4 className="fr-h6">Actes</h4>
          <Actes actes={lue.acts} dossier={dossier} lus={lus} />
          <h4 className="fr-h6 fr-mt-3w">Effets</h4>
          <Effets changements={lue.changes} />
        </>
      )}
    </>
  );
}

function Actes({ actes, dossier, lus }: { actes: Acte[]; dossier: Dossier; lus: Acte[] }) {
  const noms = useNoms(dossier, actes);
  const { montrees, suite } = useTranche(actes);
  const liste = useRef<HTMLOListElement>(null);
  if (actes.length === 0) return <p className="greffe-vide">Le second moment ne compte aucun acte que le premier ignorait.</p>;
  const nomDe = (id: string) => [...actes, ...lus].find(({ act_id }) => act_id === id)?.label;
  return (
    <>
      <ol ref={liste} className="greffe-actes" aria-label="Actes que le premier moment ne comptait pas">
        {montrees.map((acte) => (
          <li key={acte.act_id} className={acte.class === "acte_de_la_cour" ? "greffe-acte--cour" : undefined} data-ligne data-acte={acte.kind}>
            <h5>
              <TitreActe acte={acte} />
            </h5>
            <CorpsActe acte={acte} dossier={dossier} noms={noms} nomDe={nomDe} />
            <div className="greffe-acte__pied greffe-mention">
              <TraceActe acte={acte} />
              <Link to="/dossiers/$id" params={{ id: dossier.dossier_id }} search={{ acte: acte.act_id }} className="fr-link fr-link--sm greffe-sans-impression">
                Voir dans la frise
                <span className="fr-sr-only">
                  {INSECABLE}: {acte.label}, n° {acte.version}
                </span>
              </Link>
            </div>
          </li>
        ))}
      </ol>
      <Suite liste={liste} nom={["acte", "actes"]} {...suite} />
    </>
  );
}

function Effets({ changements }: { changements: Consequence[] }) {
  const { montrees, suite } = useTranche(changements);
  const liste = useRef<HTMLDivElement>(null);
  if (changements.length === 0) return <p className="greffe-vide">Aucune échéance, aucune tâche et aucun stade ne changent.</p>;
  return (
    <div ref={liste}>
      <ListeConsequences consequences={montrees} />
      <Suite liste={liste} nom={["changement", "changements"]} {...suite} />
    </div>
  );
}
