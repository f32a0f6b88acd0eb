import { Checkbox } from "@codegouvfr/react-dsfr/Checkbox";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { confirmerPassage, demanderPassage, useCommande } from "../../api/commandes";
import { peut } from "../../api/droits";
import { session } from "../../api/requetes";
import type { Dossier, PassageJalon, RapportControle } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { dateLongue, INSECABLE, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { useNomDActeur } from "../versions/acteur";

/** Shortest and longest motive that is recorded. */
const MOTIF_MIN = 10;
const MOTIF_MAX = 2_000;

/** The dossiers joined to one, and what stops those that were read. */
interface DossiersJoints {
  nombre: number;
  lus: RapportControle[];
}

interface Props {
  rapport: RapportControle;
  dossier: Dossier;
  joints?: DossiersJoints;
}

/** The way past what could not be checked, or what the law leaves to the president: asked for by one person, confirmed by another. */
export function Passages({ rapport, dossier, joints = { nombre: 0, lus: [] } }: Props) {
  const client = useQueryClient();
  const relire = () => void client.invalidateQueries({ queryKey: ["controle", rapport.dossier_id] });
  const arretes = [rapport, ...joints.lus].filter(({ stops }) => stops);
  const peutDemander = peut(dossier, "demander_passage") && arretes.some(laisse);
  if (rapport.passages.length === 0 && !peutDemander) return null;
  return (
    <section aria-labelledby="titre-passages" data-passages>
      <h4 className="fr-h6 fr-mt-4w" id="titre-passages">
        Passer malgré tout
      </h4>
      {rapport.passages.map((passage) => (
        <UnPassage key={passage.passage_id} passage={passage} dossier={dossier} relire={relire} />
      ))}
      {peutDemander && rapport.passages.length === 0 && <Demande rapport={rapport} joints={joints} relire={relire} />}
    </section>
  );
}

/** Whether there is something that a president may pass. */
const laisse = ({ parts, findings }: RapportControle) =>
  parts.some(({ answered }) => !answered) ||
  findings.some(({ severity, overridden_by }) => severity === "bloquante" && overridden_by.length > 0);

function UnPassage({ passage, dossier, relire }: { passage: PassageJalon; dossier: Dossier; relire: () => void }) {
  const { data: ouverte } = useQuery(session);
  const nom = useNomDActeur();
  const { envoyer, enCours, erreur } = useCommande(confirmerPassage, () => {
    annoncer("Le passage est confirmé\u00a0: l’acte peut être enregistré.");
    relire();
  });
  const sien = ouverte?.agent.subject === passage.asked_by;
  const attend = !passage.confirmed_by;
  return (
    <div className="fr-callout fr-py-2w fr-mb-2w" data-passage={attend ? "attend" : "confirme"}>
      <p className="fr-mb-1w">
        <strong>{attend ? "Passage demandé, en attente d’une seconde personne" : "Passage confirmé"}</strong>
        {INSECABLE}: {passage.motive}
      </p>
      <p className="greffe-mention fr-mb-1w">
        Demandé par {nom(passage.asked_by)}
        {passage.confirmed_by ? `, confirmé par ${nom(passage.confirmed_by)}` : ""}. Valable jusqu’au {dateLongue(passage.expires_at)}.
      </p>
      {passage.members.length > 0 && <Groupe passage={passage} />}
      <AlerteErreur erreur={erreur} />
      {attend && sien && <p className="fr-mb-0">Une autre personne que vous doit le confirmer.</p>}
      {attend && !sien && peut(dossier, "confirmer_passage") && (
        <Button size="small" nativeButtonProps={occupe(enCours)} onClick={() => void envoyer(passage.passage_id)}>
          {passage.members.length > 0 ? "Confirmer ces passages" : "Confirmer ce passage"}
        </Button>
      )}
    </div>
  );
}

/** What a passage asked for a group sets aside in each of its dossiers, and what stops all the same. */
function Groupe({ passage: { members } }: { passage: PassageJalon }) {
  const ecarte = ({ not_checked, overridden }: (typeof members)[number]) =>
    [
      not_checked.length > 0 && pluriel(not_checked.length, "part non vérifiée", "parts non vérifiées"),
      overridden.length > 0 && pluriel(overridden.length, "point laissé au président", "points laissés au président"),
    ]
      .filter(Boolean)
      .join(", ") || "Rien n’y arrêtait le jalon";
  return (
    // Nothing in it takes the focus: the region does, so that one can scroll it by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="greffe-table" role="region" aria-label="Dossiers du groupe" tabIndex={0} data-groupe-passage>
      <table>
        <caption>Demandé pour {pluriel(members.length, "dossier")} du groupe</caption>
        <thead>
          <tr>
            <th scope="col">Dossier</th>
            <th scope="col">Ce que le passage écarte</th>
            <th scope="col">Ce qui arrête encore</th>
          </tr>
        </thead>
        <tbody>
          {members.map((membre) => (
            <tr key={membre.passage_id}>
              <th scope="row">{membre.number}</th>
              <td>{ecarte(membre)}</td>
              <td>{membre.remaining.length > 0 ? pluriel(membre.remaining.length, "irrégularité à régulariser", "irrégularités à régulariser") : "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Demande({ rapport, joints, relire }: { rapport: RapportControle; joints: DossiersJoints; relire: () => void }) {
  const [commun, setCommun] = useState(joints.nombre > 0);
  const [motif, setMotif] = useState("");
  const [lu, setLu] = useState(false);
  const [tente, setTente] = useState(false);
  const { envoyer, enCours, erreur } = useCommande(
    (body: { jalon: string; motif: string; commun: boolean }, cle: string) => demanderPassage(rapport.dossier_id, body, cle),
    () => {
      annoncer("Le passage est demandé\u00a0: une autre personne doit le confirmer.");
      relire();
    },
  );
  const muets = rapport.parts.filter(({ answered }) => !answered);
  const court = motif.trim().length < MOTIF_MIN;
  const demander = (envoi: FormEvent) => {
    envoi.preventDefault();
    setTente(true);
    if (court || !lu) return;
    void envoyer({ jalon: rapport.milestone, motif: motif.trim(), commun });
  };
  return (
    <form onSubmit={demander} noValidate>
      {rapport.passage_offered && rapport.statutory_due && (
        <p className="fr-text--bold" data-offert>
          Le terme pour statuer est le {dateLongue(rapport.statutory_due)}{INSECABLE}: le passage est possible dès maintenant.
        </p>
      )}
      {muets.length > 0 && (
        <p>
          {pluriel(muets.length, "part non vérifiée", "parts non vérifiées")}
          {INSECABLE}: {muets.map(({ label }) => label).join(", ")}. L’acte le dira, et une tâche s’ouvrira pour le vérifier.
        </p>
      )}
      <Input
        label="Motif du passage"
        hintText="Pourquoi l’affaire ne peut pas attendre. Il reste au registre."
        textArea
        state={tente && court ? "error" : "default"}
        stateRelatedMessage="Dites en une phrase pourquoi l’affaire ne peut pas attendre."
        nativeTextAreaProps={{ value: motif, maxLength: MOTIF_MAX, required: true, onChange: (e) => setMotif(e.target.value) }}
      />
      {joints.nombre > 0 && (
        <Checkbox
          options={[
            {
              label: `Demander aussi pour ${pluriel(joints.nombre, "dossier joint", "dossiers joints")}`,
              hintText: "Pour tous ou pour aucun\u00a0; chacun garde la liste de ce qui y est écarté.",
              nativeInputProps: { checked: commun, onChange: (e) => setCommun(e.target.checked) },
            },
          ]}
        />
      )}
      <Checkbox
        options={[
          {
            label: "J’ai lu ce qui n’est pas vérifié et ce qui est irrégulier",
            nativeInputProps: { checked: lu, required: true, onChange: (e) => setLu(e.target.checked) },
          },
        ]}
        state={tente && !lu ? "error" : "default"}
        stateRelatedMessage="Confirmez que vous l’avez lu."
      />
      <AlerteErreur erreur={erreur} />
      <Button type="submit" nativeButtonProps={occupe(enCours)}>
        Demander le passage
      </Button>
    </form>
  );
}
