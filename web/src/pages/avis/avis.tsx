import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { avancerAvis, useCommande } from "../../api/commandes";
import { adresseLettre } from "../../api/papiers";
import { vieAvis } from "../../api/requetes";
import type { EnvoiAvis, EtapeAvis, VieAvis } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { aujourdhui, date, dateLongue, INSECABLE, majuscule } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { TitrePage } from "../../composants/titre-page";
import { adresseDuCanal, GRAVITES, ISSUES, ISSUES_INCONNUES, motDeLEtat, motDuCanal, PLACES } from "./mots";

/** One notice: what it must say, where it stands, what may be done now, and its whole life. */
export function AvisPage() {
  const { avis: id } = useParams({ from: "/avis/$avis" });
  const { data, error, refetch } = useQuery(vieAvis(id));
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="l’avis" />;
  const dernier = data.sendings.at(-1);
  return (
    <>
      <TitrePage titre={data.notice.label} />
      <Entete vie={data} />
      {(data.proposal ?? (dernier && dernier.state !== "retire")) && (
        <p>
          <a className="fr-link" href={adresseLettre(id)} target="_blank" rel="noreferrer">
            Voir la lettre<span className="fr-sr-only"> (nouvelle fenêtre)</span>
          </a>
        </p>
      )}
      {data.proofs_waiting.map((texte) => (
        <Alert key={texte} small severity="warning" className="fr-mb-2w" description={texte} />
      ))}
      {data.may_act && <Suites key={`${dernier?.version ?? 0} ${dernier?.state ?? ""} ${String(data.notice.corrective_owed)}`} id={id} vie={data} />}
      <Envois envois={data.sendings} />
      <Vie vie={data} />
      <p className="fr-mt-3w">
        <Link to="/avis">Tous les avis dus</Link>
      </p>
    </>
  );
}

function Entete({ vie: { notice } }: { vie: VieAvis }) {
  const lignes: [string, ReactNode][] = [
    [
      "État",
      <Badge key="etat" as="span" small severity={GRAVITES[notice.place]}>
        {PLACES[notice.place]}
      </Badge>,
    ],
    [
      "Dossier",
      <Link key="dossier" to="/dossiers/$id" params={{ id: notice.dossier_id }} search={{ onglet: "avis" }}>
        {notice.dossier_number}
      </Link>,
    ],
    ["Destinataire", majuscule(notice.recipient)],
    ["Fondement", notice.article],
    ["À envoyer avant le", notice.due ? date(notice.due) : "Sans terme"],
  ];
  if (notice.without_proof) lignes.push(["Sans preuve", majuscule(notice.without_proof)]);
  return (
    <dl className="greffe-bloc">
      {lignes.map(([nom, valeur]) => (
        <div key={nom}>
          <dt className="fr-text--bold">{nom}</dt>
          <dd className="fr-mb-1w fr-ml-0">{valeur}</dd>
        </div>
      ))}
    </dl>
  );
}

function Suites({ id, vie }: { id: string; vie: VieAvis }) {
  const client = useQueryClient();
  const dernier = vie.sendings.at(-1);
  const attendu = { expected_version: dernier?.version ?? 0, expected_state: dernier?.state ?? "" };
  const etape = useCommande(
    (corps: EtapeAvis, cle) => avancerAvis(id, { ...corps, ...attendu }, cle),
    (devenu) => {
      void client.invalidateQueries({ queryKey: ["avis"] });
      annoncer(`Avis${INSECABLE}: ${PLACES[devenu.notice.place].toLocaleLowerCase("fr")}.`);
    },
  );
  const envoyer = (corps: EtapeAvis) => void etape.envoyer(corps);
  const etat = dernier?.state ?? "";
  return (
    <section aria-labelledby="titre-suites">
      <h2 id="titre-suites" className="fr-h5">
        Ce qui peut être fait
      </h2>
      <AlerteErreur erreur={etape.erreur} />
      {etat === "inconnu" && (
        <Alert
          small
          severity="error"
          className="fr-mb-2w"
          description="Rien ne dit si cet envoi est parti. Il ne repart jamais de lui-même : dites ce que vous savez de lui, et d’où."
        />
      )}
      {dernier && ["prepare", "controle"].includes(etat) && (
        <div className="greffe-actions fr-mb-3w">
          {etat === "prepare" && (
            <Button priority="secondary" onClick={() => envoyer({ step: "controler" })} nativeButtonProps={occupe(etape.enCours)}>
              Contrôler et signer
            </Button>
          )}
          <Button onClick={() => envoyer({ step: "remettre" })} nativeButtonProps={occupe(etape.enCours)}>
            Remettre au canal
          </Button>
        </div>
      )}
      {vie.proposal && <Preparer vie={vie} proposition={vie.proposal} envoyer={envoyer} enCours={etape.enCours} />}
      {["inconnu", "envoye", "sans_preuve", "revenu"].includes(etat) && (
        <Constater inconnu={etat === "inconnu"} envoyer={envoyer} enCours={etape.enCours} />
      )}
      {["prepare", "controle", "remis", "rejete"].includes(etat) && (
        <AvecMotif titre="Retirer cet envoi" bouton="Retirer" enCours={etape.enCours} envoyer={(reason) => envoyer({ step: "retirer", reason })} />
      )}
      {vie.notice.corrective_owed && (
        <AvecMotif
          titre="Ne pas envoyer d’avis rectificatif"
          bouton="Dire pourquoi aucun"
          enCours={etape.enCours}
          envoyer={(reason) => envoyer({ step: "sans_rectificatif", reason })}
        />
      )}
    </section>
  );
}

interface PropsPreparer {
  vie: VieAvis;
  proposition: EnvoiAvis;
  envoyer: (corps: EtapeAvis) => void;
  enCours: boolean;
}

/** The mandatory mentions, each a field: what the dossier or the law says stands as it is. */
function Preparer({ vie, proposition, envoyer, enCours }: PropsPreparer) {
  const dernier = vie.sendings.at(-1);
  const ouvert = ["prepare", "controle"].includes(dernier?.state ?? "") ? dernier : undefined;
  const base = ouvert ?? proposition;
  const [canal, setCanal] = useState(base.channel);
  const [nom, setNom] = useState(base.recipient_name);
  const [adresse, setAdresse] = useState(base.address);
  const [motif, setMotif] = useState("");
  const [textes, setTextes] = useState<Record<string, string>>({});
  const [gardees, setGardees] = useState<ReadonlySet<string>>(new Set());
  const veutMotif = ["remis", "rejete", "revenu", "sans_preuve"].includes(dernier?.state ?? "");
  const lieu = adresseDuCanal(canal);
  const texteDe = (mention: string, initial: string) => textes[mention] ?? initial;
  const soumettre = () =>
    envoyer({
      step: "preparer",
      channel: canal,
      recipient_name: nom,
      address: lieu ? adresse : "",
      reason: motif,
      fields: base.fields.map(({ mention, text }) => ({ mention, text: texteDe(mention, text), keep: gardees.has(mention) })),
    });
  return (
    <form
      className="greffe-bloc fr-mb-3w"
      onSubmit={(e) => {
        e.preventDefault();
        soumettre();
      }}
    >
      <h3 className="fr-h6">{ouvert ? "Corriger la préparation" : veutMotif ? "Préparer un autre envoi" : "Préparer"}</h3>
      <Select label="Canal" hint="Ceux que la loi admet pour cet avis." nativeSelectProps={{ value: canal, onChange: (e) => setCanal(e.target.value) }}>
        {vie.notice.channels.map((code) => (
          <option key={code} value={code}>
            {motDuCanal(code)}
          </option>
        ))}
      </Select>
      <Input label="Nom du destinataire" nativeInputProps={{ value: nom, onChange: (e) => setNom(e.target.value) }} />
      {lieu && (
        <Input
          label={lieu.label}
          hintText={lieu.aide}
          textArea
          nativeTextAreaProps={{ rows: canal.startsWith("lettre") ? 3 : 1, value: adresse, onChange: (e) => setAdresse(e.target.value) }}
        />
      )}
      {base.fields.length > 0 && <h4 className="fr-text--md fr-text--bold">Mentions obligatoires</h4>}
      {base.fields.map(({ mention, text, editable, signed }) =>
        editable ? (
          <div key={mention}>
            <Input
              label={majuscule(mention)}
              hintText={signed ? "Mention signée par le greffier." : undefined}
              textArea
              nativeTextAreaProps={{
                rows: 2,
                value: texteDe(mention, text),
                onChange: (e) => setTextes({ ...textes, [mention]: e.target.value }),
              }}
            />
            <div className="fr-checkbox-group fr-checkbox-group--sm fr-mb-2w">
              <input
                id={`garder-${mention}`}
                type="checkbox"
                checked={gardees.has(mention)}
                onChange={() => {
                  const suivant = new Set(gardees);
                  if (!suivant.delete(mention)) suivant.add(mention);
                  setGardees(suivant);
                }}
              />
              <label className="fr-label" htmlFor={`garder-${mention}`}>
                Garder ce texte pour les prochains avis
                <span className="fr-sr-only">
                  {INSECABLE}: {mention}
                </span>
              </label>
            </div>
          </div>
        ) : (
          <div key={mention} className="fr-mb-2w">
            <p className="fr-text--bold fr-mb-0">{majuscule(mention)}</p>
            <p className="fr-mb-0">{text}</p>
          </div>
        ),
      )}
      {veutMotif && (
        <Input label="Motif du nouvel envoi" nativeInputProps={{ value: motif, required: true, onChange: (e) => setMotif(e.target.value) }} />
      )}
      <Button type="submit" priority={ouvert ? "secondary" : "primary"} nativeButtonProps={occupe(enCours)}>
        {ouvert ? "Enregistrer la préparation" : "Préparer l’avis"}
      </Button>
    </form>
  );
}

function Constater({ inconnu, envoyer, enCours }: { inconnu: boolean; envoyer: (corps: EtapeAvis) => void; enCours: boolean }) {
  const issues = inconnu ? ISSUES_INCONNUES : ISSUES;
  const [issue, setIssue] = useState(Object.keys(issues)[0] ?? "");
  const [jour, setJour] = useState(aujourdhui());
  const [acte, setActe] = useState("");
  const [motif, setMotif] = useState("");
  const parti = issue === "parti" || issue === "pas_parti";
  return (
    <form
      className="greffe-bloc fr-mb-3w"
      onSubmit={(e) => {
        e.preventDefault();
        envoyer({ step: "constater", outcome: issue, on: parti ? "" : jour, deed: acte, reason: motif });
      }}
    >
      <h3 className="fr-h6">Dire ce qu’il est devenu</h3>
      <Select label="Ce qu’il est devenu" nativeSelectProps={{ value: issue, onChange: (e) => setIssue(e.target.value) }}>
        {Object.entries(issues).map(([code, mot]) => (
          <option key={code} value={code}>
            {mot}
          </option>
        ))}
      </Select>
      {!parti && (
        <>
          <Input label="Le" nativeInputProps={{ type: "date", value: jour, max: aujourdhui(), onChange: (e) => setJour(e.target.value) }} />
          <Input
            label="Référence de la preuve"
            hintText="Numéro de l’avis de réception, acte de signification, récépissé signé."
            nativeInputProps={{ value: acte, onChange: (e) => setActe(e.target.value) }}
          />
        </>
      )}
      {inconnu && <Input label="D’où vous le savez" nativeInputProps={{ value: motif, onChange: (e) => setMotif(e.target.value) }} />}
      <Button type="submit" priority="secondary" nativeButtonProps={occupe(enCours)}>
        Enregistrer
      </Button>
    </form>
  );
}

interface PropsMotif {
  titre: string;
  bouton: string;
  enCours: boolean;
  envoyer: (motif: string) => void;
}

function AvecMotif({ titre, bouton, enCours, envoyer }: PropsMotif) {
  const [motif, setMotif] = useState("");
  return (
    <form
      className="greffe-bloc fr-mb-3w"
      onSubmit={(e) => {
        e.preventDefault();
        envoyer(motif.trim());
      }}
    >
      <h3 className="fr-h6">{titre}</h3>
      <Input label="Motif" nativeInputProps={{ value: motif, onChange: (e) => setMotif(e.target.value) }} />
      <Button type="submit" priority="tertiary" disabled={!motif.trim()} nativeButtonProps={occupe(enCours)}>
        {bouton}
      </Button>
    </form>
  );
}

function Envois({ envois }: { envois: EnvoiAvis[] }) {
  if (envois.length === 0) return null;
  return (
    <section aria-labelledby="titre-envois">
      <h2 id="titre-envois" className="fr-h5">
        Envois
      </h2>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="greffe-table" role="region" aria-label="Envois de cet avis" tabIndex={0}>
        <table>
          <caption className="fr-sr-only">Envois de cet avis</caption>
          <thead>
            <tr>
              <th scope="col">Envoi</th>
              <th scope="col">Canal</th>
              <th scope="col">Destinataire</th>
              <th scope="col">État</th>
              <th scope="col">Référence</th>
            </tr>
          </thead>
          <tbody>
            {envois.map((envoi) => (
              <tr key={envoi.version} data-envoi={envoi.version} data-etat={envoi.state}>
                <th scope="row">{envoi.version}</th>
                <td>{motDuCanal(envoi.channel)}</td>
                <td>
                  {envoi.recipient_name}
                  {envoi.address && <div className="greffe-mention">{envoi.address}</div>}
                </td>
                <td>
                  {motDeLEtat(envoi.state)}
                  {envoi.reached_on && <div className="greffe-mention">le {date(envoi.reached_on)}</div>}
                  {envoi.state === "remis" && envoi.attempts > 0 && envoi.next_try && (
                    <div className="greffe-mention">
                      Canal en panne{INSECABLE}: {envoi.attempts} essais, le prochain {dateLongue(envoi.next_try)}
                    </div>
                  )}
                  {envoi.state === "envoye" && envoi.proof_by && <div className="greffe-mention">preuve attendue jusqu’au {date(envoi.proof_by)}</div>}
                </td>
                <td>
                  {envoi.reference}
                  {envoi.key && <code className="greffe-empreinte">{envoi.key}</code>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Vie({ vie: { steps } }: { vie: VieAvis }) {
  return (
    <section className="fr-mt-4w" aria-labelledby="titre-vie">
      <h2 id="titre-vie" className="fr-h5">
        Vie de l’avis
      </h2>
      {steps.length === 0 ? (
        <p className="greffe-vide">Rien n’a encore été fait de cet avis.</p>
      ) : (
        <ol>
          {steps.map(({ at, who, step, detail, version }, rang) => (
            <li key={`${at} ${rang}`}>
              <strong>{motDeLEtat(step)}</strong>
              {version > 0 && ` (envoi ${version})`}, {dateLongue(at)}
              {who ? `, par ${who}` : ""}
              {detail && <div className="greffe-mention">{step === "prepare" ? motDuCanal(detail) : detail}</div>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
