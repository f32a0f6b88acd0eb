import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { ouvrirDistribution, useCommande } from "../../api/commandes";
import { chambresDeCharge, officesDe } from "../../api/droits";
import { agents, distributions, enAttenteDeDistribution, referentiel, session } from "../../api/requetes";
import type { DossierEnAttente, Office, Session } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { dateLongue, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { TitrePage } from "../../composants/titre-page";
import { CIRCUITS, OFFICES, STATUTS } from "./mots";

/** What waits in a chamber, and the distributions made of it; the chamber and the office stand in the address. */
export function DistributionsPage() {
  const { data: ouverte } = useQuery(session);
  return (
    <>
      <TitrePage titre="Distribution" />
      <p>
        Greffe propose à qui confier les dossiers qui attendent, et dit pourquoi. Rien n’est désigné tant que vous n’avez pas
        validé&nbsp;; chaque carte se déplace, avec un motif.
      </p>
      {ouverte ? <Choix ouverte={ouverte} /> : <Attente quoi="la session" />}
    </>
  );
}

function Choix({ ouverte }: { ouverte: Session }) {
  const adresse = useSearch({ from: "/distribution" });
  const naviguer = useNavigate({ from: "/distribution" });
  const { data: ref } = useQuery(referentiel);
  const offices = officesDe(ouverte);
  const office = adresse.office ?? offices[0];
  const chambres = (ref?.chambres ?? []).filter(({ code }) => office !== "rapporteur" || ouverte.agent.chambres.includes(code));
  const chambre = adresse.chambre ?? chambres[0]?.code;
  if (!office) return <p className="greffe-vide">La distribution est faite par le président de la chambre, et par le parquet général pour les avocats généraux.</p>;
  if (!chambre) return <Attente quoi="les chambres" />;
  const aller = (search: { chambre?: string; office?: Office; remplace?: string }) => void naviguer({ search, replace: true });
  return (
    <>
      <div className="greffe-filtres" role="search" aria-label="Chambre">
        <Select label="Chambre" nativeSelectProps={{ value: chambre, onChange: (e) => aller({ chambre: e.target.value, office }) }}>
          {chambres.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </Select>
        {offices.length > 1 && (
          <Select label="À distribuer aux" nativeSelectProps={{ value: office, onChange: (e) => aller({ chambre, office: e.target.value as Office }) }}>
            {offices.map((code) => (
              <option key={code} value={code}>
                {OFFICES[code]}
              </option>
            ))}
          </Select>
        )}
        <Quoi chambre={chambre} office={office} remplace={adresse.remplace} choisir={(remplace) => aller({ chambre, office, remplace })} />
      </div>
      {office === "rapporteur" && chambresDeCharge(ouverte)?.includes(chambre) !== false && (
        <p>
          <Link to="/charge" search={{ chambre }}>
            Charge et prévisions de la chambre
          </Link>
        </p>
      )}
      <Faites chambre={chambre} office={office} />
      <EnAttente key={`${chambre} ${office} ${adresse.remplace ?? ""}`} chambre={chambre} office={office} remplace={adresse.remplace} />
    </>
  );
}

interface PropsQuoi {
  chambre: string;
  office: Office;
  remplace?: string;
  choisir: (remplace?: string) => void;
}

/** What waits for somebody; or, when somebody is away for long or leaves, all that they bear, to be given anew. */
function Quoi({ chambre, office, remplace, choisir }: PropsQuoi) {
  const { data } = useQuery(office === "rapporteur" ? agents("magistrat_siege", chambre) : agents("avocat_general"));
  return (
    <Select label="Dossiers" nativeSelectProps={{ value: remplace ?? "", onChange: (e) => choisir(e.target.value || undefined) }}>
      <option value="">Qui attendent une désignation</option>
      {(data?.items ?? []).map(({ agent_id, display_name }) => (
        <option key={agent_id} value={agent_id}>
          De {display_name}, à redistribuer
        </option>
      ))}
    </Select>
  );
}

function Faites({ chambre, office }: { chambre: string; office: Office }) {
  const { data, error, refetch } = useQuery(distributions(chambre, office));
  if (error && !data) return <ErreurSection quoi="Les distributions" cause={error} reessayer={() => void refetch()} />;
  if (!data?.items.length) return null;
  return (
    <section className="greffe-section" aria-labelledby="titre-faites">
      <h2 id="titre-faites" className="fr-h5">
        Distributions
      </h2>
      <ul className="greffe-echeances">
        {data.items.map(({ distribution_id, status, day, dossiers, replaces }) => (
          <li key={distribution_id} data-distribution={distribution_id}>
            <div className="greffe-echeances__ligne">
              <Link to="/distribution/$distribution" params={{ distribution: distribution_id }}>
                {pluriel(dossiers, "dossier")} au {dateLongue(day)}
              </Link>
              {replaces && (
                <Badge as="span" small severity="info">
                  Redistribution
                </Badge>
              )}
              <Badge as="span" small severity={STATUTS[status].gravite}>
                {STATUTS[status].texte}
              </Badge>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function EnAttente({ chambre, office, remplace }: { chambre: string; office: Office; remplace?: string }) {
  const { data, error, refetch } = useQuery(enAttenteDeDistribution(chambre, office, remplace));
  if (error && !data) return <ErreurSection quoi="Les dossiers en attente" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="les dossiers en attente" />;
  if (data.items.length === 0)
    return (
      <p className="greffe-vide">
        {remplace ? "Cette personne n’a aucun dossier en cours dans cette chambre." : "Aucun dossier de cette chambre n’attend de désignation."}
      </p>
    );
  return <Lot chambre={chambre} office={office} remplace={remplace} dossiers={data.items} />;
}

interface PropsLot {
  chambre: string;
  office: Office;
  remplace?: string;
  dossiers: DossierEnAttente[];
}

function Lot({ chambre, office, remplace, dossiers }: PropsLot) {
  const client = useQueryClient();
  const naviguer = useNavigate();
  const { data: ref } = useQuery(referentiel);
  const [ecartes, setEcartes] = useState<ReadonlySet<string>>(new Set());
  const [circuits, setCircuits] = useState<Record<string, string>>({});
  const [termes, setTermes] = useState<Record<string, string>>({});
  const choisis = dossiers.filter(({ dossier_id }) => !ecartes.has(dossier_id));
  const commande = useCommande(
    (lot: DossierEnAttente[], cle) =>
      ouvrirDistribution(
        {
          chambre,
          office,
          ...(remplace ? { replaces: remplace } : {}),
          dossiers: lot.map(({ dossier_id }) => ({
            dossier_id,
            ...(circuits[dossier_id] ? { circuit: circuits[dossier_id] } : {}),
            ...(termes[dossier_id] ? { due: termes[dossier_id] } : {}),
          })),
        },
        cle,
      ),
    ({ summary }) => {
      void client.invalidateQueries({ queryKey: ["distributions"] });
      void naviguer({ to: "/distribution/$distribution", params: { distribution: summary.distribution_id } });
    },
  );
  const basculer = (id: string) => setEcartes((avant) => new Set(avant.has(id) ? [...avant].filter((autre) => autre !== id) : [...avant, id]));
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    if (choisis.length) void commande.envoyer(choisis);
  };
  return (
    <form className="greffe-section" noValidate onSubmit={soumettre} aria-labelledby="titre-attente">
      <h2 id="titre-attente" className="fr-h5">
        {remplace ? "Dossiers à redistribuer" : "Dossiers qui attendent"}
      </h2>
      {remplace && <p>Une fois la distribution validée, chaque dossier inscrit ensemble la nouvelle désignation et la fin de l’ancienne.</p>}
      <div className="greffe-table">
        <table>
          <caption>
            {pluriel(choisis.length, "dossier choisi", "dossiers choisis")} sur {dossiers.length.toLocaleString("fr-FR")}
          </caption>
          <thead>
            <tr>
              <th scope="col">Dossier</th>
              <th scope="col">Stade</th>
              <th scope="col">Circuit</th>
              <th scope="col">À juger avant le</th>
            </tr>
          </thead>
          <tbody>
            {dossiers.map(({ dossier_id, number, stage, urgent, joined, ranks }) => (
              <tr key={dossier_id} data-ligne={dossier_id}>
                <th scope="row">
                  <label className="greffe-choix">
                    <input type="checkbox" checked={!ecartes.has(dossier_id)} onChange={() => basculer(dossier_id)} /> {number}
                  </label>
                  {urgent && (
                    <Badge as="span" small severity="warning">
                      Urgent
                    </Badge>
                  )}
                  {joined > 0 && <div className="greffe-mention">Avec {pluriel(joined, "dossier joint", "dossiers joints")}</div>}
                  {ranks > 1 && <div className="greffe-mention">Deux rapporteurs</div>}
                </th>
                <td>{ref?.stages.find(({ code }) => code === stage)?.label ?? "Stade inconnu"}</td>
                <td>
                  <select
                    className="fr-select"
                    aria-label={`Circuit du dossier ${number}`}
                    value={circuits[dossier_id] ?? ""}
                    onChange={(e) => setCircuits({ ...circuits, [dossier_id]: e.target.value })}
                  >
                    <option value="">Non choisi</option>
                    {Object.entries(CIRCUITS).map(([code, nom]) => (
                      <option key={code} value={code}>
                        {nom}
                      </option>
                    ))}
                  </select>
                </td>
                <td>
                  <input
                    className="fr-input"
                    type="date"
                    min="1900-01-01"
                    max="2999-12-31"
                    aria-label={`Jour avant lequel juger le dossier ${number}`}
                    value={termes[dossier_id] ?? ""}
                    onChange={(e) => setTermes({ ...termes, [dossier_id]: e.target.value })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <AlerteErreur erreur={commande.erreur} />
      <Button type="submit" nativeButtonProps={{ ...occupe(commande.enCours), disabled: choisis.length === 0 }}>
        {commande.enCours ? "Calcul…" : `Proposer une distribution de ${pluriel(choisis.length, "dossier")}`}
      </Button>
    </form>
  );
}
