import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { enregistrerActe, useRafraichir } from "../../api/commandes";
import { peutSignalerPanne } from "../../api/droits";
import { garderSuivi, lireSuivi } from "../../api/en-serie";
import { dossier, session } from "../../api/requetes";
import type { CertificatDePanne } from "../../api/types";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { BadgeEcheance } from "../../composants/echeances";
import { dateLongue, INSECABLE, pluriel } from "../../composants/formats";
import { type Signalement, signalements, signaler } from "./signalement";

/** The terms that ended during the outage; who may record it does so for one dossier by its form, or for those chosen at once. */
export function EcheancesDePanne({ certificat: { outage, deadlines } }: { certificat: CertificatDePanne }) {
  const panne = outage.outage_id;
  const serie = `panne:${panne}`;
  const { data: ouverte } = useQuery(session);
  const client = useQueryClient();
  const rafraichir = useRafraichir();
  const [suivi, setSuivi] = useState(() => lireSuivi(serie));
  const [choisis, setChoisis] = useState<string[]>([]);
  const [refus, setRefus] = useState<Record<string, string>>({});
  const [avance, setAvance] = useState<{ rang: number; sur: number }>();
  const arret = useRef(false);

  const tous = signalements(deadlines);
  const restants = tous.filter(({ cle }) => !suivi.faits.includes(cle));
  const retenus = restants.filter(({ cle }) => choisis.includes(cle));
  // A certificate is made when the outage is over; an act before that would speak of a day not yet told.
  const permis = Boolean(outage.ended_at && ouverte && peutSignalerPanne(ouverte));

  const lancer = async () => {
    if (avance) return;
    const lot = retenus;
    let [rang, manques] = [0, 0];
    arret.current = false;
    setRefus({});
    setAvance({ rang, sur: lot.length });
    await signaler(lot, suivi, {
      version: async (id) => (await client.fetchQuery({ ...dossier(id), staleTime: 0 })).version,
      enregistrer: enregistrerActe,
      nouvelleCle: () => crypto.randomUUID(),
      garder: (garde) => {
        garderSuivi(serie, garde);
        setSuivi(garde);
      },
      avance: ({ cle, dossier_id }, erreur) => {
        rang += 1;
        if (erreur) {
          manques += 1;
          setRefus((avant) => ({ ...avant, [cle]: erreur.message }));
        } else {
          rafraichir(dossier_id);
        }
        setAvance({ rang, sur: lot.length });
      },
      arreter: () => arret.current,
    });
    setAvance(undefined);
    const reussis = rang - manques;
    annoncer(`${pluriel(reussis, "signalement enregistré", "signalements enregistrés")}, ${pluriel(manques, "refus", "refus")}.`);
  };
  const basculer = (cle: string) =>
    setChoisis((avant) => (avant.includes(cle) ? avant.filter((choisi) => choisi !== cle) : [...avant, cle]));

  return (
    <>
      <div className="greffe-table">
        <table>
          <caption>{pluriel(tous.length, "dossier concerné", "dossiers concernés")}</caption>
          <thead>
            <tr>
              {permis && (
                <th scope="col">
                  <span className="fr-sr-only">Choix</span>
                </th>
              )}
              <th scope="col">Dossier</th>
              <th scope="col">Jour</th>
              <th scope="col">Échéances</th>
              {permis && <th scope="col">Signalement</th>}
            </tr>
          </thead>
          <tbody>
            {tous.map((un) => (
              <tr key={un.cle} data-ligne>
                {permis && (
                  <td>
                    <Case un={un} fait={suivi.faits.includes(un.cle)} choisi={choisis.includes(un.cle)} occupe={Boolean(avance)} basculer={basculer} />
                  </td>
                )}
                <th scope="row">
                  <Link to="/dossiers/$id" params={{ id: un.dossier_id }}>
                    {un.dossier_number}
                  </Link>
                </th>
                <td>{dateLongue(un.jour)}</td>
                <td>
                  <ul className="fr-m-0">
                    {un.echeances.map((echeance) => (
                      <li key={echeance.deadline_id}>
                        {echeance.label} <BadgeEcheance echeance={echeance} />
                      </li>
                    ))}
                  </ul>
                </td>
                {permis && (
                  <td>
                    <Etat panne={panne} un={un} fait={suivi.faits.includes(un.cle)} refus={refus[un.cle]} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {permis && (
        <div className="greffe-actions fr-mb-3w">
          {avance ? (
            <>
              <progress value={avance.rang} max={avance.sur} aria-label="Signalement de la panne aux dossiers choisis" />
              <span className="greffe-mention">
                {avance.rang} sur {avance.sur}
              </span>
              <Button size="small" priority="secondary" onClick={() => (arret.current = true)}>
                Suspendre
              </Button>
            </>
          ) : (
            <>
              <Button disabled={retenus.length === 0} onClick={() => void lancer()}>
                Signaler la panne{retenus.length > 0 ? ` (${pluriel(retenus.length, "dossier")})` : ""}
              </Button>
              <Button priority="secondary" disabled={restants.length === 0} onClick={() => setChoisis(restants.map(({ cle }) => cle))}>
                Choisir tous les dossiers
              </Button>
            </>
          )}
        </div>
      )}
    </>
  );
}

interface CaseProps {
  un: Signalement;
  fait: boolean;
  choisi: boolean;
  occupe: boolean;
  basculer: (cle: string) => void;
}

function Case({ un: { cle, dossier_number, jour }, fait, choisi, occupe, basculer }: CaseProps) {
  if (fait) return null;
  const id = `panne-${cle.replace(" ", "-")}`;
  return (
    <div className="fr-checkbox-group fr-checkbox-group--sm">
      <input id={id} type="checkbox" checked={choisi} disabled={occupe} onChange={() => basculer(cle)} />
      <label className="fr-label" htmlFor={id}>
        <span className="fr-sr-only">
          Choisir le dossier {dossier_number}, {dateLongue(jour)}
        </span>
      </label>
    </div>
  );
}

function Etat({ panne, un, fait, refus }: { panne: string; un: Signalement; fait: boolean; refus: string | undefined }) {
  if (fait) return <span className="greffe-recu">Signalée</span>;
  return (
    <>
      {refus && (
        <span className="fr-error-text fr-mt-0 fr-mb-1v">
          Refus{INSECABLE}: {refus}
        </span>
      )}
      <Link to="/dossiers/$id/acte" params={{ id: un.dossier_id }} search={{ type: "panne_signalee", jour: un.jour, panne }}>
        Remplir l’acte<span className="fr-sr-only"> du dossier {un.dossier_number}</span>
      </Link>
    </>
  );
}
