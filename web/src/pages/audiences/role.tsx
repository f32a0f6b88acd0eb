import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { changerAudience, proposerRoles, useCommande } from "../../api/commandes";
import { type ErreurApi, enErreurApi } from "../../api/probleme";
import { audience as requete, audiences, dossier } from "../../api/requetes";
import type { Audience, LigneDeRole, PropositionDeRole, SaisieChangement } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { enCsv, enregistrerCsv } from "../../composants/csv";
import { aujourdhui, dateLongue, majuscule, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { Changement } from "./changement";
import { ETATS, horaire, MINUTES_VOULUES, minutesSaisies, MOTIFS } from "./mots";

interface Props {
  audience: Audience;
  /** May the reader change the plan, or a rôle that is published? */
  modifiable: boolean;
  /** A meeting of the chamber: who prepares a case is called by people, not proposed. */
  reunion: boolean;
}

/** The dossiers of an audience, in the order in which they are called. */
export function Role({ audience, modifiable, reunion }: Props) {
  const { summary, entries } = audience;
  const nom = reunion ? "Ordre du jour" : "Rôle";
  const provisoire = summary.stage === "provisoire";
  const duree = summary.sitting.to - summary.sitting.from;
  return (
    <section className="greffe-section" aria-labelledby="titre-role">
      <h2 id="titre-role" className="fr-h5">
        {nom}
      </h2>
      {entries.length === 0 ? (
        <p className="greffe-vide">{reunion ? "Aucun dossier n’est à l’ordre du jour." : "Aucun dossier n’est au rôle."}</p>
      ) : (
        <>
          {/* The table may be wider than the screen: the region takes the focus to be scrolled. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className="greffe-table" role="region" aria-label={nom} tabIndex={0}>
            <table>
              <caption>
                {pluriel(entries.length, "dossier")}, {summary.minutes}&nbsp;minutes sur {duree}
              </caption>
              <thead>
                <tr>
                  <th scope="col">Dossier</th>
                  <th scope="col">État</th>
                  <th scope="col">Minutes</th>
                  <th scope="col">Siègent</th>
                </tr>
              </thead>
              <tbody>
                {entries.map((ligne) => (
                  <Ligne key={ligne.dossier_id} audience={audience} ligne={ligne} publie={modifiable && !provisoire} />
                ))}
              </tbody>
            </table>
          </div>
          {!reunion && (
            <p className="greffe-sans-impression fr-mb-2w">
              <Link to="/controles" search={{ audience: summary.audience_id, jalon: provisoire ? "audiencement" : "prononce" }} className="fr-link">
                Contrôler le rôle
              </Link>
            </p>
          )}
          <Button
            priority="tertiary"
            size="small"
            onClick={() =>
              enregistrerCsv(
                `role-${summary.chambre}-${summary.sitting.day}`,
                enCsv([["Ordre", "Dossier", "État", "Minutes"], ...entries.map(({ number, standing, minutes }, rang) => [String(rang + 1), number, ETATS[standing].texte, String(minutes)])]),
              )
            }
          >
            {reunion ? "Enregistrer l’ordre du jour en CSV" : "Enregistrer le rôle en CSV"}
          </Button>
        </>
      )}
      {modifiable && provisoire && <Remplir audience={audience} reunion={reunion} />}
      {modifiable && summary.stage === "publiee" && <Ajouter audience={audience} />}
    </section>
  );
}

function Ligne({ audience, ligne, publie }: { audience: Audience; ligne: Audience["entries"][number]; publie: boolean }) {
  const { dossier_id, number, standing, minutes, reason, declined, sitting, urgent } = ligne;
  const nom = (id: string) => audience.members.find(({ agent_id }) => agent_id === id)?.name ?? "Personne inconnue du registre";
  return (
    <tr data-dossier={dossier_id}>
      <th scope="row">
        <Link to="/dossiers/$id" params={{ id: dossier_id }}>
          {number}
        </Link>
        {urgent && (
          <Badge as="span" small severity="warning">
            Urgent
          </Badge>
        )}
        {reason && <div className="greffe-mention">{reason}</div>}
      </th>
      <td>
        <Badge as="span" small severity={ETATS[standing].gravite}>
          {ETATS[standing].texte}
        </Badge>
        {declined && <div className="greffe-mention">{declined}</div>}
        {publie && (standing === "inscrite" || standing === "refusee") && <Partir audience={audience} ligne={ligne} />}
      </td>
      <td className="greffe-nombre">{minutes}</td>
      <td>{sitting.map(nom).join(", ") || "—"}</td>
    </tr>
  );
}

/** A dossier taken off a published rôle, or moved to another. */
function Partir({ audience, ligne: { dossier_id, number } }: { audience: Audience; ligne: Audience["entries"][number] }) {
  const { chambre, audience_id } = audience.summary;
  const [vers, setVers] = useState("");
  const [motif, setMotif] = useState("");
  const [pourquoi, setPourquoi] = useState("");
  const jour = aujourdhui();
  const { data } = useQuery(audiences(chambre, jour, `${Number(jour.slice(0, 4)) + 1}${jour.slice(4)}`.replace("-02-29", "-02-28")));
  const autres = (data?.items ?? []).filter((autre) => autre.stage === "publiee" && autre.audience_id !== audience_id);
  const deplace = vers !== "";
  const acte: SaisieChangement | undefined = deplace
    ? pourquoi.trim().length >= 3
      ? { kind: "affaire_deplacee", dossier_id, to_audience_id: vers, reason: pourquoi.trim() }
      : undefined
    : motif
      ? { kind: "affaire_retiree", dossier_id, reason: motif }
      : undefined;
  return (
    <details>
      <summary>
        Déplacer ou retirer<span className="fr-sr-only"> le dossier {number}</span>
      </summary>
      <Select label="Vers" nativeSelectProps={{ value: vers, onChange: (e) => setVers(e.target.value) }}>
        <option value="">Aucune audience&nbsp;: retirer du rôle</option>
        {autres.map((autre) => (
          <option key={autre.audience_id} value={autre.audience_id}>
            {majuscule(dateLongue(autre.sitting.day))} {horaire(autre)}
          </option>
        ))}
      </Select>
      {deplace ? (
        <Input label="Motif du déplacement" nativeInputProps={{ value: pourquoi, maxLength: 500, onChange: (e) => setPourquoi(e.target.value) }} />
      ) : (
        <Select label="Motif du retrait" nativeSelectProps={{ value: motif, onChange: (e) => setMotif(e.target.value) }}>
          <option value="">Choisir…</option>
          {Object.entries(MOTIFS).map(([code, nom]) => (
            <option key={code} value={code}>
              {nom}
            </option>
          ))}
        </Select>
      )}
      <Changement
        audience={audience}
        acte={acte}
        priorite="secondary"
        libelle={deplace ? `Déplacer le dossier ${number}` : `Retirer le dossier ${number}`}
        fait={deplace ? "Le déplacement est demandé au journal du dossier." : "Le retrait est demandé au journal du dossier."}
      />
    </details>
  );
}

/** The plan: a proposal is asked, looked at, taken over; each dossier is put up, down or aside freely. */
function Remplir({ audience, reunion }: { audience: Audience; reunion: boolean }) {
  const client = useQueryClient();
  const { audience_id, chambre, version } = audience.summary;
  const [proposition, setProposition] = useState<PropositionDeRole>();
  const essai = useCommande(() => proposerRoles({ chambre, audience_ids: [audience_id] }), setProposition);
  const commande = useCommande(
    (entries: SaisieChangement["entries"], cle) => changerAudience(audience_id, { kind: "role_arrete", version, entries }, cle),
    (lue) => {
      client.setQueryData(requete(audience_id).queryKey, lue);
      void client.invalidateQueries({ queryKey: ["audiences"] });
      setProposition(undefined);
      annoncer(reunion ? "L’ordre du jour est arrêté." : "Le rôle du projet est arrêté.");
    },
  );
  const actuelles = audience.entries.map(({ dossier_id, minutes, reason }) => ({ dossier_id, minutes, ...(reason ? { reason } : {}) }));
  const monter = (rang: number) => {
    const suite = [...actuelles];
    const [ligne] = suite.splice(rang, 1);
    if (ligne) suite.splice(rang - 1, 0, ligne);
    void commande.envoyer(suite);
  };
  return (
    <div className="fr-mt-2w">
      <AlerteErreur erreur={essai.erreur ?? commande.erreur} />
      {audience.entries.length > 0 && (
        <details>
          <summary>Changer l’ordre, retirer</summary>
          <ol>
            {audience.entries.map(({ dossier_id, number }, rang) => (
              <li key={dossier_id}>
                <div className="greffe-actions">
                  {number}
                  <Button priority="tertiary" size="small" nativeButtonProps={{ ...occupe(commande.enCours), type: "button", disabled: rang === 0 }} onClick={() => monter(rang)}>
                    Monter<span className="fr-sr-only"> le dossier {number}</span>
                  </Button>
                  <Button
                    priority="tertiary"
                    size="small"
                    nativeButtonProps={{ ...occupe(commande.enCours), type: "button" }}
                    onClick={() => void commande.envoyer(actuelles.filter((autre) => autre.dossier_id !== dossier_id))}
                  >
                    Retirer<span className="fr-sr-only"> le dossier {number}</span>
                  </Button>
                </div>
              </li>
            ))}
          </ol>
        </details>
      )}
      {reunion ? (
        <ParNumero enCours={commande.enCours} prendre={(dossier_id) => void commande.envoyer([...actuelles, { dossier_id, minutes: COMME_D_USAGE }])} />
      ) : (
        <Button priority="secondary" nativeButtonProps={{ ...occupe(essai.enCours), type: "button" }} onClick={() => void essai.envoyer(undefined)}>
          {essai.enCours ? "Contrôle des dossiers…" : "Proposer des dossiers"}
        </Button>
      )}
      {proposition && (
        <Proposition
          key={proposition.placed.map(({ dossier_id }) => dossier_id).join(" ")}
          proposition={proposition}
          enCours={commande.enCours}
          prendre={(lignes) => void commande.envoyer([...actuelles, ...lignes])}
        />
      )}
    </div>
  );
}

/** As long as the formation takes as a rule. */
const COMME_D_USAGE = 0;

/** A dossier put on the agenda by its number, in any form. */
function ParNumero({ enCours, prendre }: { enCours: boolean; prendre: (dossier_id: string) => void }) {
  const client = useQueryClient();
  const [numero, setNumero] = useState("");
  const [erreur, setErreur] = useState<ErreurApi>();
  const chercher = (envoi: FormEvent) => {
    envoi.preventDefault();
    setErreur(undefined);
    client.fetchQuery(dossier(numero.trim())).then(
      ({ dossier_id }) => {
        setNumero("");
        prendre(dossier_id);
      },
      (cause: unknown) => setErreur(enErreurApi(cause)),
    );
  };
  return (
    <form className="greffe-formulaire" aria-label="Ajouter un dossier à l’ordre du jour" onSubmit={chercher}>
      <AlerteErreur erreur={erreur} />
      <Input
        label="Numéro du pourvoi"
        hintText="Sous toute forme, par exemple C 26-10.001."
        nativeInputProps={{ value: numero, required: true, onChange: (e) => setNumero(e.target.value) }}
      />
      <Button type="submit" priority="secondary" nativeButtonProps={occupe(enCours)}>
        Ajouter à l’ordre du jour
      </Button>
    </form>
  );
}

interface PropsProposition {
  proposition: PropositionDeRole;
  enCours: boolean;
  prendre: (lignes: { dossier_id: string; minutes: number }[]) => void;
}

function Proposition({ proposition: { placed, refused, looked_at, more, rules, sha256 }, enCours, prendre }: PropsProposition) {
  return (
    <div aria-live="polite" data-proposition>
      <h3 className="fr-h6">Proposition</h3>
      <p>
        {pluriel(looked_at, "dossier examiné", "dossiers examinés")}, {pluriel(placed.length, "proposé")}.{more && " D’autres attendent\u00a0: proposez de nouveau une fois ceux-ci au rôle."}
      </p>
      {placed.length > 0 && (
        <Retenir lignes={placed} enCours={enCours} prendre={prendre} />
      )}
      <Refus lignes={refused} />
      <p className="greffe-mention">
        Règles {rules}, empreinte <code>{sha256.slice(0, 16)}</code>
      </p>
    </div>
  );
}

/** What keeps each of the others out, of one audience or of all. */
export function Refus({ lignes, titre: Titre = "h4" }: { lignes: LigneDeRole[]; titre?: "h3" | "h4" }) {
  const refuses = [...new Set(lignes.map(({ dossier_id }) => dossier_id))];
  if (refuses.length === 0) return null;
  return (
    <>
      <Titre className="fr-h6 fr-mt-2w">Pourquoi pas les autres</Titre>
      <ul>
        {refuses.map((id) => {
          const raisons = lignes.filter(({ dossier_id }) => dossier_id === id);
          const dites = new Set(raisons.map(({ phrase, basis }) => `${phrase} (${basis})`));
          return (
            <li key={id} data-refus={id}>
              {raisons[0]?.number}&nbsp;: {[...dites].join("\u00a0; ")}
            </li>
          );
        })}
      </ul>
    </>
  );
}

interface PropsRetenir extends Omit<PropsProposition, "proposition"> {
  lignes: LigneDeRole[];
  /** Which audience it is, where several are filled at once. */
  pour?: string;
}

/** What is proposed is taken whole, or not: each dossier may be left aside, and given another time. */
export function Retenir({ lignes, pour, enCours, prendre }: PropsRetenir) {
  const [ecartes, setEcartes] = useState<string[]>([]);
  const [durees, setDurees] = useState<Record<string, string>>({});
  const [verifie, setVerifie] = useState(false);
  const retenues = lignes
    .filter(({ dossier_id }) => !ecartes.includes(dossier_id))
    .map(({ dossier_id, minutes }) => ({ dossier_id, minutes: minutesSaisies(durees[dossier_id] ?? String(minutes)) }));
  const completes = retenues.filter((ligne): ligne is { dossier_id: string; minutes: number } => ligne.minutes !== undefined);
  const total = completes.reduce((somme, { minutes }) => somme + minutes, 0);
  const soumettre = () => {
    setVerifie(true);
    if (completes.length === retenues.length) prendre(completes);
  };
  return (
    <>
      {/* The table may be wider than the screen: the region takes the focus to be scrolled. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="greffe-table" role="region" aria-label={pour ? `Dossiers proposés, ${pour}` : "Dossiers proposés"} tabIndex={0}>
        <table>
          <caption>
            {pluriel(retenues.length, "dossier retenu", "dossiers retenus")}, {pluriel(total, "minute")}
          </caption>
          <thead>
            <tr>
              <th scope="col">Dossier</th>
              <th scope="col">Minutes</th>
            </tr>
          </thead>
          <tbody>
            {lignes.map(({ dossier_id, number, minutes, urgent }) => {
              const ecarte = ecartes.includes(dossier_id);
              const saisie = durees[dossier_id] ?? String(minutes);
              const faute = verifie && !ecarte && minutesSaisies(saisie) === undefined;
              return (
                <tr key={dossier_id} data-propose={dossier_id}>
                  <th scope="row">
                    <label className="greffe-choix">
                      <input
                        type="checkbox"
                        checked={!ecarte}
                        onChange={() => setEcartes(ecarte ? ecartes.filter((un) => un !== dossier_id) : [...ecartes, dossier_id])}
                      />{" "}
                      {number}
                    </label>
                    {urgent && (
                      <Badge as="span" small severity="warning">
                        Urgent
                      </Badge>
                    )}
                  </th>
                  <td>
                    <input
                      className="fr-input"
                      type="number"
                      min={1}
                      max={600}
                      aria-label={`Minutes du dossier ${number}`}
                      aria-invalid={faute}
                      aria-describedby={faute ? `minutes-${dossier_id}` : undefined}
                      value={saisie}
                      disabled={ecarte}
                      onChange={(e) => setDurees({ ...durees, [dossier_id]: e.target.value })}
                    />
                    {faute && (
                      <p id={`minutes-${dossier_id}`} className="fr-error-text fr-mt-1v" role="alert">
                        {MINUTES_VOULUES}
                      </p>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <Button size="small" nativeButtonProps={{ ...occupe(enCours), type: "button", disabled: retenues.length === 0 }} onClick={soumettre}>
        {enCours ? "Envoi…" : `Mettre au rôle ${pluriel(retenues.length, "dossier")}`}
        {pour && <span className="fr-sr-only">, {pour}</span>}
      </Button>
    </>
  );
}

/** A dossier added to a published rôle: those that wait are proposed, what keeps one out is told. */
function Ajouter({ audience }: { audience: Audience }) {
  const { audience_id, chambre } = audience.summary;
  const [proposition, setProposition] = useState<PropositionDeRole>();
  const [choix, setChoix] = useState("");
  const [saisie, setSaisie] = useState("20");
  const minutes = minutesSaisies(saisie);
  const [motif, setMotif] = useState("");
  const essai = useCommande(() => proposerRoles({ chambre, audience_ids: [audience_id] }), setProposition);
  const candidats = proposition
    ? [...new Map([...proposition.placed, ...proposition.refused].map((ligne) => [ligne.dossier_id, ligne])).values()]
    : [];
  const acte: SaisieChangement | undefined = choix && minutes !== undefined
    ? { kind: "affaire_inscrite", entries: [{ dossier_id: choix, minutes, reason: motif.trim() }] }
    : undefined;
  return (
    <details className="fr-mt-2w">
      <summary>Ajouter un dossier au rôle publié</summary>
      <AlerteErreur erreur={essai.erreur} />
      <Button priority="secondary" size="small" nativeButtonProps={{ ...occupe(essai.enCours), type: "button" }} onClick={() => void essai.envoyer(undefined)}>
        {essai.enCours ? "Contrôle des dossiers…" : "Chercher les dossiers qui attendent"}
      </Button>
      {proposition && (
        <div className="greffe-filtres">
          <Select
            label="Dossier"
            nativeSelectProps={{
              value: choix,
              onChange: (e) => {
                setChoix(e.target.value);
                setSaisie(String(candidats.find(({ dossier_id }) => dossier_id === e.target.value)?.minutes || 20));
              },
            }}
          >
            <option value="">Choisir…</option>
            {candidats.map(({ dossier_id, number, phrase }) => (
              <option key={dossier_id} value={dossier_id}>
                {number}
                {phrase ? ` (${phrase})` : ""}
              </option>
            ))}
          </Select>
          <Input
            label="Minutes"
            state={minutes === undefined ? "error" : "default"}
            stateRelatedMessage={MINUTES_VOULUES}
            nativeInputProps={{ type: "number", min: 1, max: 600, value: saisie, onChange: (e) => setSaisie(e.target.value) }}
          />
          <Input
            label="Motif"
            hintText="Requis là où les règles écartent le dossier."
            nativeInputProps={{ value: motif, maxLength: 500, onChange: (e) => setMotif(e.target.value) }}
          />
        </div>
      )}
      {proposition && candidats.length === 0 && <p>Aucun dossier de la chambre n’attend d’audience.</p>}
      <Changement
        audience={audience}
        acte={acte}
        libelle="Ajouter au rôle"
        fait="L’inscription est demandée au journal du dossier."
        priorite="secondary"
        apres={() => {
          setChoix("");
          setMotif("");
          setProposition(undefined);
        }}
      />
    </details>
  );
}
