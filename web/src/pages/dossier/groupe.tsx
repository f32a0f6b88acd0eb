import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Checkbox } from "@codegouvfr/react-dsfr/Checkbox";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ListeConsequences } from "../../actes/consequences";
import { disjoindre, joindre, peserJonction, useCommande, useRafraichir } from "../../api/commandes";
import { peut } from "../../api/droits";
import { dossier } from "../../api/requetes";
import type { Dossier, EffetJonction, Groupe } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { AlerteErreur, Constats } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { aujourdhui, dateLongue, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { Jour } from "../../composants/jour";
import { TitrePage } from "../../composants/titre-page";
import { FilDossier } from "./fil-dossier";

/** The dossiers joined with this one; at their head, joinder and disjoinder. */
export function GroupePage() {
  const { id } = useParams({ from: "/dossiers/$id/groupe" });
  const { joindre = "" } = useSearch({ from: "/dossiers/$id/groupe" });
  const { data, error, refetch } = useQuery(dossier(id));
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="le dossier" />;
  const membre = data.group && data.group.head_id !== data.dossier_id;
  return (
    <>
      <FilDossier dossier={data} page="Dossiers joints" />
      <TitrePage titre={`Dossiers joints — ${data.number}`}>
        Dossiers joints <span className="greffe-mention">au dossier {data.number}</span>
      </TitrePage>
      {membre && data.group && <SousUneTete groupe={data.group} dossier={data} />}
      {!membre && data.group && <Membres dossier={data} groupe={data.group} />}
      {!membre && peut(data, "enregistrer_acte_de_la_cour") && <Joindre key={`${data.dossier_id} ${joindre}`} dossier={data} propose={joindre} />}
      {!data.group && !peut(data, "enregistrer_acte_de_la_cour") && (
        <p className="greffe-vide">Ce dossier n’est joint à aucun autre.</p>
      )}
    </>
  );
}

function SousUneTete({ groupe, dossier: lu }: { groupe: Groupe; dossier: Dossier }) {
  return (
    <>
      <p>
        Ce dossier est joint au dossier de tête{" "}
        <Link to="/dossiers/$id/groupe" params={{ id: groupe.head_id }}>
          {groupe.head_number}
        </Link>
        , avec {pluriel(groupe.members.length - 1, "autre dossier", "autres dossiers")}. Les actes communs s’enregistrent au dossier de
        tête ; la disjonction se prononce depuis sa page.
      </p>
      <ul className="greffe-numeros">
        {groupe.members
          .filter(({ dossier_id }) => dossier_id !== lu.dossier_id)
          .map(({ dossier_id: id, number }) => (
            <li key={id}>
              <Link to="/dossiers/$id" params={{ id }}>
                {number}
              </Link>
            </li>
          ))}
      </ul>
    </>
  );
}

interface Decision {
  prononce: string;
  motif: string;
}

/** The day of the decision and its reason, which every journal keeps. */
function ChampsDecision({ valeur, changer, verifiee }: { valeur: Decision; changer: (valeur: Decision) => void; verifiee: boolean }) {
  return (
    <>
      <Jour
        label="Prononcée le"
        valeur={valeur.prononce}
        changer={(prononce) => changer({ ...valeur, prononce })}
        erreur={verifiee && !valeur.prononce ? "Indiquez le jour de la décision." : undefined}
      />
      <Input
        label="Motif"
        hintText="Il reste au journal de chaque dossier."
        textArea
        state={verifiee && !valeur.motif.trim() ? "error" : "default"}
        stateRelatedMessage="Dites en une phrase pourquoi."
        nativeTextAreaProps={{ value: valeur.motif, rows: 2, required: true, onChange: (e) => changer({ ...valeur, motif: e.target.value }) }}
      />
    </>
  );
}

const DECISION = (): Decision => ({ prononce: aujourdhui(), motif: "" });

/** Members of the head, with the choice of those that leave. */
function Membres({ dossier: lu, groupe }: { dossier: Dossier; groupe: Groupe }) {
  const [choisis, setChoisis] = useState<string[]>([]);
  const [decision, setDecision] = useState(DECISION);
  const [verifiee, setVerifiee] = useState(false);
  const rafraichir = useRafraichir();
  const commande = useCommande(
    (dossiers: string[], cle) => disjoindre(lu.dossier_id, lu.version, { ...decision, motif: decision.motif.trim(), dossiers }, cle),
    ({ version }, dossiers) => {
      annoncer(`${pluriel(dossiers.length, "dossier est sorti", "dossiers sont sortis")} du groupe.`);
      setChoisis([]);
      setDecision(DECISION);
      setVerifiee(false);
      rafraichir(lu.dossier_id, version);
    },
  );
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    setVerifiee(true);
    if (decision.prononce && decision.motif.trim()) void commande.envoyer(choisis);
  };
  const peutDisjoindre = peut(lu, "enregistrer_acte_de_la_cour");
  const liste = groupe.members.map(({ dossier_id: id, number, joined_on }) => ({
    label: (
      <>
        <Link to="/dossiers/$id" params={{ id }}>
          {number}
        </Link>
        {joined_on && <span className="greffe-mention"> joint le {dateLongue(joined_on)}</span>}
      </>
    ),
    id,
    number,
  }));
  return (
    <form className="greffe-bloc" noValidate onSubmit={soumettre} aria-labelledby="titre-membres">
      <h2 id="titre-membres" className="fr-h5">
        {pluriel(groupe.members.length, "dossier joint", "dossiers joints")}
      </h2>
      {peutDisjoindre ? (
        <Checkbox
          legend="Dossiers à disjoindre"
          hintText="Un acte commun enregistré ensuite au dossier de tête n’entrera plus dans les dossiers disjoints ; ce qui y est entré y reste."
          orientation="horizontal"
          options={liste.map(({ label, id, number }) => ({
            label,
            nativeInputProps: {
              "aria-label": number,
              checked: choisis.includes(id),
              onChange: (e) => setChoisis(e.target.checked ? [...choisis, id] : choisis.filter((autre) => autre !== id)),
            },
          }))}
        />
      ) : (
        <ul>
          {liste.map(({ label, id }) => (
            <li key={id}>{label}</li>
          ))}
        </ul>
      )}
      {choisis.length > 0 && (
        <>
          <AlerteErreur erreur={commande.erreur} />
          <ChampsDecision valeur={decision} changer={setDecision} verifiee={verifiee} />
          <Button type="submit" nativeButtonProps={occupe(commande.enCours)}>
            {commande.enCours ? "Disjonction…" : `Disjoindre ${pluriel(choisis.length, "dossier")}`}
          </Button>
        </>
      )}
    </form>
  );
}

/** Numbers as people paste them: one a line, or separated by commas. */
const numeros = (texte: string) => [...new Set(texte.split(/[\n,;]+/).map((un) => un.trim()).filter(Boolean))];

/** Name the dossiers, see what would happen in each, confirm; the address may propose some. */
function Joindre({ dossier: lu, propose }: { dossier: Dossier; propose: string }) {
  const [texte, setTexte] = useState(propose);
  const [decision, setDecision] = useState(DECISION);
  const [verifiee, setVerifiee] = useState(false);
  const [effets, setEffets] = useState<EffetJonction[]>();
  const rafraichir = useRafraichir();
  const voulus = numeros(texte);
  const pesee = useCommande((dossiers: string[]) => peserJonction(lu.dossier_id, dossiers), ({ effects }) => setEffets(effects));
  const jonction = useCommande(
    (dossiers: string[], cle) => joindre(lu.dossier_id, lu.version, { ...decision, motif: decision.motif.trim(), dossiers }, cle),
    ({ group, version }) => {
      annoncer(`Le groupe compte ${pluriel((group?.members.length ?? 0) + 1, "dossier")}.`);
      setTexte("");
      setDecision(DECISION);
      setVerifiee(false);
      setEffets(undefined);
      rafraichir(lu.dossier_id, version);
    },
  );
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    setVerifiee(true);
    if (voulus.length === 0) return;
    if (!effets) return void pesee.envoyer(voulus);
    if (decision.prononce && decision.motif.trim()) void jonction.envoyer(voulus);
  };
  const refuse = effets?.some(({ refusal }) => refusal);
  return (
    <form className="greffe-bloc" noValidate onSubmit={soumettre} aria-labelledby="titre-joindre">
      <h2 id="titre-joindre" className="fr-h5">
        Joindre d’autres dossiers
      </h2>
      <p>Le dossier {lu.number} sera le dossier de tête. Chaque dossier garde ses délais et son journal.</p>
      <AlerteErreur erreur={jonction.erreur ?? pesee.erreur} />
      <Input
        label="Numéros des dossiers à joindre"
        hintText="Un par ligne, ou séparés par des virgules."
        textArea
        state={verifiee && voulus.length === 0 ? "error" : "default"}
        stateRelatedMessage="Indiquez au moins un numéro."
        nativeTextAreaProps={{
          value: texte,
          rows: 4,
          onChange: (e) => {
            setTexte(e.target.value);
            setEffets(undefined);
          },
        }}
      />
      {effets && <Effets effets={effets} tete={lu.dossier_id} />}
      {effets && !refuse && <ChampsDecision valeur={decision} changer={setDecision} verifiee={verifiee && Boolean(effets)} />}
      <Button type="submit" disabled={refuse} nativeButtonProps={occupe(pesee.enCours || jonction.enCours)}>
        {effets
          ? jonction.enCours
            ? "Jonction…"
            : `Joindre ${pluriel(effets.length - 1, "dossier")}`
          : pesee.enCours
            ? "Examen…"
            : "Voir les conséquences"}
      </Button>
    </form>
  );
}

/** What would happen in each dossier; takes the focus when it comes. */
function Effets({ effets, tete }: { effets: EffetJonction[]; tete: string }) {
  const titre = useRef<HTMLHeadingElement>(null);
  useEffect(() => titre.current?.focus(), [effets]);
  const autres = effets.filter(({ dossier_id }) => dossier_id !== tete);
  const change = effets.some(({ consequences }) => consequences.length > 0);
  return (
    <section aria-labelledby="titre-effets" data-effets>
      <h3 id="titre-effets" ref={titre} tabIndex={-1} className="fr-h6">
        Ce que la jonction fera
      </h3>
      {!change && <p>Aucune échéance, aucune tâche et aucun stade ne changent dans aucun dossier.</p>}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="greffe-table" role="region" aria-label="Dossiers à joindre" tabIndex={0}>
        <table>
          <caption>{pluriel(autres.length, "dossier à joindre", "dossiers à joindre")}</caption>
          <thead>
            <tr>
              <th scope="col">Dossier</th>
              <th scope="col">Affaire</th>
              <th scope="col">Stade</th>
              <th scope="col">Chambre</th>
              <th scope="col">Remarques</th>
            </tr>
          </thead>
          <tbody>
            {effets.map((effet) => (
              <tr key={effet.dossier_id} data-ligne>
                <th scope="row">
                  {effet.number}
                  {effet.dossier_id === tete && <span className="greffe-mention"> dossier de tête</span>}
                </th>
                <td>{effet.title}</td>
                <td>{effet.stage_label}</td>
                <td>{effet.chambre_label ?? "Non attribuée"}</td>
                <td>
                  {effet.refusal && <Alert severity="error" small description={effet.refusal.message} />}
                  <Constats constats={effet.findings} />
                  <ListeConsequences consequences={effet.consequences} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
