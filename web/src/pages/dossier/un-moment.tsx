import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef } from "react";
import { dossierAuMoment, referentiel } from "../../api/requetes";
import type { Dossier, DossierAuMoment } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Constats } from "../../composants/alerte-erreur";
import { useAnnonceDuChangement } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { Corrections } from "../../composants/corrections";
import { BadgeEcheance, parUrgence } from "../../composants/echeances";
import { aujourdhui, date, INSECABLE, libelle, pluriel } from "../../composants/formats";
import { donnerFoyer } from "../../composants/foyer";
import { FriseProcedure } from "../../composants/frise-procedure";
import { Suite } from "../../composants/suite";
import { useTranche } from "../../composants/tranche";
import { ChoixMoment } from "./choix-moment";
import { Faits } from "./faits";
import { champsDe, estPresent, fautesDe, fautesDuRefus, momentDe, momentEnMots, veille } from "./historique";
import type { VueHistorique } from "./onglet-historique";

/** The case at one moment. Nothing of it can be changed from here. */
export function UnMoment({ dossier, vu, changer, journal }: VueHistorique) {
  const moment = momentDe(vu, "");
  const fautes = fautesDe(vu, [""]);
  const { data, error, refetch, isPlaceholderData } = useQuery({ ...dossierAuMoment(dossier.dossier_id, moment), enabled: fautes.size === 0 });
  const erreurs = fautes.size > 0 ? fautes : fautesDuRefus(error);
  const titre = useRef<HTMLHeadingElement>(null);
  useAnnonceDuChangement(data && !isPlaceholderData && erreurs.size === 0 ? `Le dossier ${momentEnMots(data.moment, aujourdhui())}.` : undefined);
  return (
    <>
      <form className="greffe-sans-impression" aria-label="Moment à voir" onSubmit={(envoi) => envoi.preventDefault()}>
        <ChoixMoment
          legende="Voir le dossier"
          rang=""
          moment={moment}
          changer={(choisi) => changer(champsDe("", choisi))}
          journal={journal}
          erreurs={erreurs}
        />
      </form>
      <section className="fr-mt-3w" aria-labelledby="titre-moment">
        <h3 id="titre-moment" ref={titre} tabIndex={-1} className="fr-h5">
          {estPresent(moment) ? "Le dossier aujourd’hui" : "Le dossier à ce moment"}
        </h3>
        {erreurs.size > 0 ? (
          <Corrections quoi="Pas de dossier à montrer" erreurs={erreurs} />
        ) : error && !data ? (
          <ErreurSection quoi="Le dossier à ce moment" cause={error} reessayer={() => void refetch()} />
        ) : !data ? (
          <Attente quoi="le dossier à ce moment" />
        ) : (
          <div aria-busy={isPlaceholderData} className={isPlaceholderData ? "greffe-en-cours" : undefined}>
            {!(estPresent(moment) && !isPlaceholderData) && (
              <Bandeau
                lu={data}
                comparerAAujourdhui={() => changer({ vue: "comparer", ...champsDe("de_", moment), ...champsDe("a_", {}) })}
                comparerALaVeille={() =>
                  changer({
                    vue: "comparer",
                    ...champsDe("de_", { connu_le: veille(data.moment.known_on), jour: moment.jour }),
                    ...champsDe("a_", { connu_le: data.moment.known_on, jour: moment.jour }),
                  })
                }
                revenir={() => {
                  changer(champsDe("", {}));
                  donnerFoyer(titre.current);
                }}
              />
            )}
            <Etat lu={data} dossier={dossier} />
          </div>
        )}
      </section>
    </>
  );
}

interface BandeauProps {
  lu: DossierAuMoment;
  comparerAAujourdhui: () => void;
  comparerALaVeille: () => void;
  revenir: () => void;
}

/** Says that what follows is not the case of today, and leads back to it. */
function Bandeau({ lu, comparerAAujourdhui, comparerALaVeille, revenir }: BandeauProps) {
  return (
    <section className="greffe-bandeau greffe-bandeau--proche" aria-label="Moment regardé">
      <p>
        <strong>Vous regardez le dossier {momentEnMots(lu.moment, aujourdhui())}.</strong>{" "}
        <span className="greffe-sans-impression">L’en-tête de la page dit toujours le dossier d’aujourd’hui.</span>
      </p>
      <div className="greffe-actions">
        <Button size="small" onClick={revenir}>
          Revenir à aujourd’hui
        </Button>
        <Button size="small" priority="tertiary" onClick={comparerAAujourdhui}>
          Comparer à aujourd’hui
        </Button>
        <Button size="small" priority="tertiary" onClick={comparerALaVeille}>
          Ce que ce jour a changé
        </Button>
      </div>
    </section>
  );
}

function Etat({ lu, dossier }: { lu: DossierAuMoment; dossier: Dossier }) {
  const { data: ref } = useQuery(referentiel);
  if (lu.acts === 0) {
    return (
      <p className="greffe-vide">
        {lu.known_version === 0
          ? "Aucun acte n’était encore enregistré dans ce dossier."
          : "Aucun des actes alors connus n’avait encore eu lieu à ce jour."}
      </p>
    );
  }
  const alors = lu.dossier;
  const partie = (id: string) => (alors.parties.find(({ party_id }) => party_id === id) ?? dossier.parties.find(({ party_id }) => party_id === id))?.name;
  return (
    <>
      {ref && <FriseProcedure stades={ref.stages} stade={alors.stage} libelle={alors.stage_label} />}
      <Faits
        dossier={alors}
        plus={[
          ["Stade", alors.stage_label],
          ["Parties", pluriel(alors.party_count, "partie")],
          ["Journal", pluriel(lu.acts, "acte")],
          ["Catalogue du droit", alors.catalogue],
        ]}
      />
      <h4 className="fr-h6">Irrégularités</h4>
      {alors.irregularities.length > 0 ? <Constats constats={alors.irregularities} /> : <p className="greffe-vide">Aucune irrégularité n’était relevée.</p>}
      <h4 className="fr-h6 fr-mt-3w">Échéances</h4>
      <Table
        vide="Aucun délai ne courait."
        nom={["échéance", "échéances"]}
        lignes={[...lu.deadlines].sort(parUrgence)}
        cle={({ rule, party_id }) => `${rule} ${party_id ?? ""}`}
        colonnes={[
          [
            "Délai",
            ({ label, article }) => (
              <>
                {label} {article && <span className="greffe-article">{article}</span>}
              </>
            ),
          ],
          ["Pour", ({ party_id }) => (party_id ? partie(party_id) || "Une partie dont le nom est réservé" : "")],
          ["État", (echeance) => <BadgeEcheance echeance={echeance} />],
          ["Dernier jour utile", ({ due }) => (due ? date(due) : "Date à établir")],
        ]}
      />
      <h4 className="fr-h6 fr-mt-3w">Tâches</h4>
      <Table
        vide="Aucune tâche n’était ouverte."
        nom={["tâche", "tâches"]}
        lignes={[...lu.tasks].sort((a, b) => (a.due ?? "9999").localeCompare(b.due ?? "9999"))}
        cle={({ code, role, due }, rang) => `${code} ${role} ${due ?? ""} ${rang}`}
        colonnes={[
          ["Tâche", ({ label }) => label],
          ["À la charge de", ({ role }) => libelle(role)],
          ["Pour le", ({ due }) => (due ? date(due) : "")],
        ]}
      />
    </>
  );
}

interface TableProps<Ligne> {
  vide: string;
  /** What a row is, one and many. */
  nom: [string, string];
  lignes: Ligne[];
  cle: (ligne: Ligne, rang: number) => string;
  colonnes: [titre: string, cellule: (ligne: Ligne) => ReactNode][];
}

function Table<Ligne>({ vide, nom, lignes, cle, colonnes }: TableProps<Ligne>) {
  const { montrees, suite } = useTranche(lignes);
  const liste = useRef<HTMLTableSectionElement>(null);
  if (lignes.length === 0) return <p className="greffe-vide">{vide}</p>;
  return (
    <>
      {/* Nothing in it takes the focus: the region does, so that one can scroll it by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="greffe-table" role="region" aria-label={`À ce moment${INSECABLE}: ${nom[1]}`} tabIndex={0}>
        <table>
          <caption>{pluriel(lignes.length, ...nom)}</caption>
          <thead>
            <tr>
              {colonnes.map(([titre]) => (
                <th key={titre} scope="col">
                  {titre}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={liste}>
            {montrees.map((ligne, rang) => (
              <tr key={cle(ligne, rang)} data-ligne>
                {colonnes.map(([titre, cellule], ici) => {
                  const dit = cellule(ligne);
                  return ici === 0 ? (
                    <th key={titre} scope="row">
                      {dit}
                    </th>
                  ) : (
                    <td key={titre}>{dit}</td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Suite liste={liste} nom={nom} {...suite} />
    </>
  );
}
