import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { CIRCUITS } from "../../actes/formulaires";
import { ouvrirDistribution, useCommande } from "../../api/commandes";
import { chambresDeCharge, officesDe } from "../../api/droits";
import { agents, distribution, distributions, enAttenteDeDistribution, referentiel, session } from "../../api/requetes";
import type { DossierEnAttente, Office, ResumeDistribution, Session } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, dateLongue, heure, jourCivil, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { TitrePage } from "../../composants/titre-page";
import { enCentiemes, OFFICES, STATUTS } from "./mots";

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
      <Faites key={`${chambre} ${office}`} chambre={chambre} office={office} />
      {adresse.plan ? (
        <SecondPlan key={adresse.plan} chambre={chambre} office={office} plan={adresse.plan} />
      ) : (
        <EnAttente key={`${chambre} ${office} ${adresse.remplace ?? ""}`} chambre={chambre} office={office} remplace={adresse.remplace} />
      )}
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
        {data.items.map(({ distribution_id, status, day, dossiers, replaces, plan }) => (
          <li key={distribution_id} data-distribution={distribution_id}>
            <div className="greffe-echeances__ligne">
              <Link to="/distribution/$distribution" params={{ distribution: distribution_id }}>
                {pluriel(dossiers, "dossier")} au {dateLongue(day)}
              </Link>
              {plan > 1 && <span className="greffe-mention">second plan</span>}
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
      {data.items.length > 1 && <Comparer distributions={data.items} />}
    </section>
  );
}

/** A distribution among others of the chamber: when it was opened tells two of one day apart. */
const enUneLigne = ({ dossiers, opened_at, plan, status }: ResumeDistribution) =>
  `${pluriel(dossiers, "dossier")}, ${date(jourCivil(opened_at))} à ${heure(opened_at)}${plan > 1 ? ", second plan" : ""} (${STATUTS[status].texte.toLocaleLowerCase("fr")})`;

/** Any two of the chamber, laid side by side: two plans of one batch, or before and after an absence. */
function Comparer({ distributions: lues }: { distributions: ResumeDistribution[] }) {
  const naviguer = useNavigate();
  const [a, setA] = useState(lues[1]?.distribution_id ?? "");
  const [b, setB] = useState(lues[0]?.distribution_id ?? "");
  const [verifie, setVerifie] = useState(false);
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    setVerifie(true);
    if (a !== b) void naviguer({ to: "/distribution/$distribution/comparaison/$autre", params: { distribution: a, autre: b } });
  };
  const options = lues.map((une) => (
    <option key={une.distribution_id} value={une.distribution_id}>
      {enUneLigne(une)}
    </option>
  ));
  return (
    <form className="greffe-filtres" noValidate onSubmit={soumettre} aria-label="Comparer deux plans">
      <Select label="Plan A" nativeSelectProps={{ value: a, onChange: (e) => setA(e.target.value) }}>
        {options}
      </Select>
      <Select
        label="Plan B"
        state={verifie && a === b ? "error" : "default"}
        stateRelatedMessage="Choisissez un autre plan que le plan A."
        nativeSelectProps={{ value: b, onChange: (e) => setB(e.target.value) }}
      >
        {options}
      </Select>
      <Button type="submit" priority="secondary" className="fr-mb-2w">
        Comparer
      </Button>
    </form>
  );
}

/** Another plan of a distribution that is open: the same dossiers, otherwise weighed, or today that somebody is away. */
function SecondPlan({ chambre, office, plan }: { chambre: string; office: Office; plan: string }) {
  const { data: premier, error: illisible, refetch: relire } = useQuery(distribution(plan));
  const remplace = premier?.summary.replaces ?? undefined;
  const { data, error, refetch } = useQuery({ ...enAttenteDeDistribution(chambre, office, remplace), enabled: premier !== undefined });
  if (illisible && !premier) return <ErreurSection quoi="Le premier plan" cause={illisible} reessayer={() => void relire()} />;
  if (error && !data) return <ErreurSection quoi="Les dossiers du premier plan" cause={error} reessayer={() => void refetch()} />;
  if (!premier || !data) return <Attente quoi="les dossiers du premier plan" />;
  const siens = new Set(premier.cards.filter(({ head }) => !head).map(({ dossier_id }) => dossier_id));
  const attendent = data.items.filter(({ dossier_id }) => siens.has(dossier_id));
  const ici = new Set(attendent.map(({ dossier_id }) => dossier_id));
  const clos = premier.summary.status !== "ouverte";
  const nommes = [...siens].filter((id) => clos || !ici.has(id));
  // A second plan is of all the dossiers of the first: of fewer, the service would refuse it.
  if (clos || nommes.length > 0) {
    const numeros = nommes.map((id) => premier.cards.find(({ dossier_id }) => dossier_id === id)?.number ?? "dossier scellé").join(", ");
    return (
      <section className="greffe-section" aria-labelledby="titre-attente">
        <h2 id="titre-attente" className="fr-h5">
          Second plan
        </h2>
        <p>
          {clos
            ? `Le premier plan est clos\u00a0: il n’admet plus de second plan (${numeros}). Proposez une autre distribution de ceux de ses dossiers qui attendent encore.`
            : `Un second plan reprend tous les dossiers du premier, et ${nommes.length > 1 ? "certains n’attendent" : "l’un d’eux n’attend"} plus de désignation\u00a0: ${numeros}. Abandonnez le premier plan, puis proposez une autre distribution de ceux qui attendent encore.`}
        </p>
        <ul>
          <li>
            <Link to="/distribution/$distribution" params={{ distribution: plan }}>
              Ouvrir le premier plan
            </Link>
          </li>
          <li>
            <Link to="/distribution" search={{ chambre, office, remplace }}>
              Voir les dossiers qui attendent
            </Link>
          </li>
        </ul>
      </section>
    );
  }
  return <Lot chambre={chambre} office={office} remplace={remplace} plan={plan} dossiers={attendent} />;
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
  /** The open distribution of which this is another plan: its dossiers are taken whole. */
  plan?: string;
  dossiers: DossierEnAttente[];
}

function Lot({ chambre, office, remplace, plan, dossiers }: PropsLot) {
  const client = useQueryClient();
  const naviguer = useNavigate();
  const { data: ref } = useQuery(referentiel);
  const [ecartes, setEcartes] = useState<ReadonlySet<string>>(new Set());
  const [circuits, setCircuits] = useState<Record<string, string>>({});
  // Of which nothing of what the first plan says is taken over.
  const [oublies, setOublies] = useState<ReadonlySet<string>>(new Set());
  // The criminal chamber has none: other acts record what is decided there.
  const enCircuits = chambre !== "crim";
  const [termes, setTermes] = useState<Record<string, string>>({});
  const [poids, setPoids] = useState<Record<string, string>>({});
  const [verifie, setVerifie] = useState(false);
  const choisis = dossiers.filter(({ dossier_id }) => !ecartes.has(dossier_id));
  const commande = useCommande(
    (lot: DossierEnAttente[], cle) =>
      ouvrirDistribution(
        {
          chambre,
          office,
          ...(remplace ? { replaces: remplace } : {}),
          ...(plan ? { beside: plan } : {}),
          dossiers: lot.map(({ dossier_id }) => ({
            dossier_id,
            ...(circuits[dossier_id] ? { circuit: circuits[dossier_id] } : {}),
            ...(oublies.has(dossier_id) ? { cleared: ["circuit", "weight", "due"] } : {}),
            ...(termes[dossier_id] ? { due: termes[dossier_id] } : {}),
            ...(poids[dossier_id]?.trim() ? { weight: enCentiemes(poids[dossier_id]) } : {}),
          })),
        },
        cle,
      ),
    ({ summary: { distribution_id } }) => {
      void client.invalidateQueries({ queryKey: ["distributions"] });
      if (plan) void naviguer({ to: "/distribution/$distribution/comparaison/$autre", params: { distribution: plan, autre: distribution_id } });
      else void naviguer({ to: "/distribution/$distribution", params: { distribution: distribution_id } });
    },
  );
  const bascule = (id: string) => (avant: ReadonlySet<string>) => new Set(avant.has(id) ? [...avant].filter((autre) => autre !== id) : [...avant, id]);
  const nonChoisi = (circuit: string | null | undefined) =>
    plan ? "Comme au premier plan" : circuit ? `Au journal : ${CIRCUITS[circuit as keyof typeof CIRCUITS].toLocaleLowerCase("fr")}` : "Non choisi";
  const malPese = (id: string) => Boolean(poids[id]?.trim()) && enCentiemes(poids[id]) === undefined;
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    setVerifie(true);
    if (choisis.length && !choisis.some(({ dossier_id }) => malPese(dossier_id))) void commande.envoyer(choisis);
  };
  return (
    <form className="greffe-section" noValidate onSubmit={soumettre} aria-labelledby="titre-attente">
      <h2 id="titre-attente" className="fr-h5">
        {plan ? "Second plan" : remplace ? "Dossiers à redistribuer" : "Dossiers qui attendent"}
      </h2>
      {plan && (
        <p>
          Les dossiers du premier plan, que vous pouvez peser autrement ou dater. Les absences inscrites depuis comptent. Les deux plans se comparent
          ensuite&nbsp;; valider l’un abandonne l’autre.
        </p>
      )}
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
              {enCircuits && <th scope="col">Circuit</th>}
              <th scope="col">À juger avant le</th>
              <th scope="col">Poids</th>
            </tr>
          </thead>
          <tbody>
            {dossiers.map(({ dossier_id, number, stage, urgent, joined, ranks, circuit }) => (
              <tr key={dossier_id} data-ligne={dossier_id}>
                <th scope="row">
                  {plan ? (
                    number
                  ) : (
                    <label className="greffe-choix">
                      <input type="checkbox" checked={!ecartes.has(dossier_id)} onChange={() => setEcartes(bascule(dossier_id))} /> {number}
                    </label>
                  )}
                  {urgent && (
                    <Badge as="span" small severity="warning">
                      Urgent
                    </Badge>
                  )}
                  {joined > 0 && <div className="greffe-mention">Avec {pluriel(joined, "dossier joint", "dossiers joints")}</div>}
                  {ranks > 1 && <div className="greffe-mention">Deux rapporteurs</div>}
                  {plan && (
                    <label className="greffe-choix greffe-mention">
                      <input type="checkbox" checked={oublies.has(dossier_id)} onChange={() => setOublies(bascule(dossier_id))} /> Oublier ce que le premier
                      plan en dit<span className="fr-sr-only"> (dossier {number})</span>
                    </label>
                  )}
                </th>
                <td>{ref?.stages.find(({ code }) => code === stage)?.label ?? "Stade inconnu"}</td>
                {enCircuits && (
                  <td>
                    <select
                      className="fr-select"
                      aria-label={`Circuit du dossier ${number}`}
                      value={circuits[dossier_id] ?? ""}
                      onChange={(e) => setCircuits({ ...circuits, [dossier_id]: e.target.value })}
                    >
                      <option value="">{nonChoisi(circuit)}</option>
                      {Object.entries(CIRCUITS).map(([code, nom]) => (
                        <option key={code} value={code}>
                          {nom}
                        </option>
                      ))}
                    </select>
                  </td>
                )}
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
                <td>
                  <input
                    className="fr-input"
                    inputMode="decimal"
                    placeholder="Selon les règles"
                    aria-label={`Poids du dossier ${number}, en dossiers ordinaires`}
                    aria-invalid={verifie && malPese(dossier_id)}
                    aria-describedby={verifie && malPese(dossier_id) ? `poids-${dossier_id}` : undefined}
                    value={poids[dossier_id] ?? ""}
                    onChange={(e) => setPoids({ ...poids, [dossier_id]: e.target.value })}
                  />
                  {verifie && malPese(dossier_id) && (
                    <p id={`poids-${dossier_id}`} className="fr-error-text fr-mt-1v" role="alert">
                      Indiquez un nombre de 0,01 à 100, ou rien pour le poids des règles.
                    </p>
                  )}
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
