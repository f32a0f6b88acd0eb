import { Checkbox } from "@codegouvfr/react-dsfr/Checkbox";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { RadioButtons } from "@codegouvfr/react-dsfr/RadioButtons";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { motDuCode } from "../../actes/codes";
import { Consequences } from "../../actes/consequences";
import { PRONONCENT } from "../../actes/formulaires";
import { enregistrerActe, peserActe, useCommande, useRafraichir } from "../../api/commandes";
import { decisionsDuDossier, dossier, referentiel } from "../../api/requetes";
import type { Dossier, Referentiel, SaisieActe, TypeActe } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { ChoixParties } from "../../composants/choix-parties";
import { aujourdhui, date, INSECABLE, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { TitrePage } from "../../composants/titre-page";
import { FilDossier } from "../dossier/fil-dossier";
import { Issues, type LigneIssue, LIGNE_VIDE } from "./issues";
import { designation, FORMATIONS, FORMATIONS_CHOISIES, NATURES_DECISION, PUBLICATIONS } from "./mots";

/** Pronounces a decision: what is judged of whom, its words, its minute. */
export function PrononcerPage() {
  const { id } = useParams({ from: "/dossiers/$id/decision" });
  const { type: choisi } = useSearch({ from: "/dossiers/$id/decision" });
  const naviguer = useNavigate();
  const { data, error, refetch } = useQuery(dossier(id));
  const { data: ref, error: sansRef, refetch: relireRef } = useQuery(referentiel);
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (sansRef && !ref) return <Erreur cause={sansRef} reessayer={() => void relireRef()} />;
  if (!data || !ref) return <Attente quoi="le formulaire" />;
  const possibles = PRONONCENT.filter((kind) => data.possible_acts.includes(kind)).flatMap(
    (kind) => ref.acts.find((type) => type.kind === kind) ?? [],
  );
  const type = possibles.find(({ kind }) => kind === choisi) ?? possibles[0];
  return (
    <>
      <FilDossier dossier={data} page="Décision" />
      <TitrePage titre={`Prononcer une décision — ${data.number}`}>
        Prononcer une décision <span className="greffe-mention">au dossier {data.number}</span>
      </TitrePage>
      {!type ? (
        <p className="greffe-vide">
          Aucune décision ne peut être prononcée à ce stade.{" "}
          <Link to="/dossiers/$id" params={{ id: data.dossier_id }}>
            Revenir au dossier
          </Link>
        </p>
      ) : (
        <>
          <div className="greffe-formulaire fr-mb-3w">
            <Select
              label="Décision"
              hint="Une décision partielle met fin à l’affaire envers ceux qu’elle juge, et la laisse continuer envers les autres."
              nativeSelectProps={{
                value: type.kind,
                onChange: (e) =>
                  void naviguer({ to: "/dossiers/$id/decision", params: { id }, search: { type: e.target.value }, replace: true }),
              }}
            >
              {possibles.map(({ kind, label }) => (
                <option key={kind} value={kind}>
                  {label}
                </option>
              ))}
            </Select>
          </div>
          <Formulaire key={type.kind} dossier={data} type={type} ref_={ref} />
        </>
      )}
    </>
  );
}

const DETAILLEES = new Set(["decision_prononcee", "decision_partielle_prononcee"]);
const PARLENT_D_UNE_DECISION = new Set(["arret_rabattu", "decision_rectifiee"]);
const VISENT_DES_PARTIES = new Set(["decheance_constatee", "desistement_constate"]);
/** Fields that this form asks for in its own way. */
const AUTREMENT = new Set(["solution", "formation", "nature"]);

const VIDE = {
  jour: aujourdhui(),
  nature: "arret",
  formation: "",
  numero: "",
  ecli: "",
  attribuer: true,
  dispositif: "",
  texte: "",
  court: "",
  joints: "",
  vise: "",
};

interface FormulaireProps {
  dossier: Dossier;
  type: TypeActe;
  ref_: Referentiel;
}

function Formulaire({ dossier: lu, type, ref_ }: FormulaireProps) {
  const naviguer = useNavigate();
  const rafraichir = useRafraichir();
  const detaillee = DETAILLEES.has(type.kind);
  const [saisie, setSaisie] = useState(VIDE);
  const [codes, setCodes] = useState<Record<string, string>>({});
  const [publication, setPublication] = useState<string[]>([]);
  const [lignes, setLignes] = useState<LigneIssue[]>([LIGNE_VIDE]);
  const [parties, setParties] = useState<string[]>([]);
  const { data: rendues } = useQuery(decisionsDuDossier(lu.dossier_id));
  const visables = (rendues?.decisions ?? []).filter(({ row }) => row.state === "en_vigueur");
  const fini = (acte: { act_id: string; version: number }) => {
    rafraichir(lu.dossier_id, acte.version);
    annoncer("La décision est enregistrée.");
    void naviguer({ to: "/dossiers/$id", params: { id: lu.dossier_id }, search: { onglet: "decision" } });
  };
  // What is decided at the head of a group is decided in each of its dossiers, unless one says otherwise.
  const membres = lu.group?.head_id === lu.dossier_id ? lu.group.members.length : 0;
  const [commun, setCommun] = useState(membres > 0);
  const enregistrer = useCommande((acte: SaisieActe, cle) => enregistrerActe(lu.dossier_id, lu.version, acte, cle, commun), fini);
  const peser = useCommande((acte: SaisieActe) => peserActe(lu.dossier_id, acte, commun));
  const [pesee, setPesee] = useState<Awaited<ReturnType<typeof peserActe>>>();
  const champs = (type.fields ?? []).filter(({ name, kind, codes: admis }) => kind === "code" && admis.length > 0 && !AUTREMENT.has(name));
  const aNature = (type.fields ?? []).find(({ name }) => name === "nature");
  const renvoie = codes.renvoi === "avec_renvoi" || codes.renvoi === "partiellement_sans_renvoi";
  const aDire = (nom: keyof typeof VIDE, valeur: string | boolean) => setSaisie({ ...saisie, [nom]: valeur });

  const acte = (): SaisieActe => {
    const chefs = lignes.map(({ chef }) => chef.trim()).filter(Boolean);
    const outcomes = lignes
      .filter(({ solution }) => solution)
      .map(({ solution, parties: on_parties, decision, pourvoi, chef }) => ({
        solution,
        on_parties,
        on_decisions: decision ? [decision] : [],
        on_pourvois: pourvoi ? [pourvoi] : [],
        chef: chef.trim() ? chefs.indexOf(chef.trim()) + 1 : 0,
      }));
    const remplis = Object.fromEntries(champs.flatMap(({ name }) => (codes[name] ? [[name, codes[name]]] : [])));
    const numerotee = saisie.attribuer ? {} : { register_number: saisie.numero.trim(), ecli: saisie.ecli.trim() };
    return {
      type: type.kind,
      dates: { [type.dates[0]?.name ?? "prononce"]: saisie.jour },
      ...(saisie.vise ? { refers_to: saisie.vise } : {}),
      ...(parties.length > 0 ? { portee: { parties, pourvois: [], decisions: [] } } : {}),
      corps: {
        ...remplis,
        ...numerotee,
        ...(aNature ? { nature: saisie.nature } : {}),
        ...(detaillee ? { formation: saisie.formation, outcomes, publication } : {}),
      },
      decision: {
        dispositif: saisie.dispositif,
        text: saisie.texte,
        allot_minute: saisie.attribuer,
        renvoi_court: renvoie ? saisie.court : "",
        joined_numbers: saisie.joints.split(/[\n,;]/).map((un) => un.trim()).filter(Boolean),
        chefs: detaillee ? chefs : [],
      },
    };
  };
  const erreur = enregistrer.erreur ?? peser.erreur;
  const erreurs = erreur?.champs ?? new Map<string, string>();
  const etat = (champ: string) => ({
    state: erreurs.has(champ) ? ("error" as const) : ("default" as const),
    stateRelatedMessage: erreurs.get(champ),
  });
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    void enregistrer.envoyer(acte());
  };
  return (
    <form className="greffe-formulaire" noValidate onSubmit={envoyer}>
      <AlerteErreur erreur={erreur} />
      <section className="greffe-bloc" aria-labelledby="titre-prononce">
        <h2 id="titre-prononce" className="fr-h5">
          Prononcé
        </h2>
        <div className="greffe-colonnes">
          <Input
            label={type.dates[0]?.label ?? "Prononcé"}
            {...etat(`dates.${type.dates[0]?.name}`)}
            nativeInputProps={{ type: "date", value: saisie.jour, onChange: (e) => aDire("jour", e.target.value) }}
          />
          {aNature && (
            <Select label="Nature" nativeSelectProps={{ value: saisie.nature, onChange: (e) => aDire("nature", e.target.value) }}>
              {aNature.codes.map((code) => (
                <option key={code} value={code}>
                  {NATURES_DECISION[code as "arret"] ?? code}
                </option>
              ))}
            </Select>
          )}
          {detaillee && (
            <Select
              label="Formation"
              {...etat("corps.formation")}
              nativeSelectProps={{ value: saisie.formation, onChange: (e) => aDire("formation", e.target.value) }}
            >
              <option value="">Choisir…</option>
              {FORMATIONS_CHOISIES.map((code) => (
                <option key={code} value={code}>
                  {FORMATIONS[code]}
                </option>
              ))}
            </Select>
          )}
          {champs.map(({ name, label, codes: admis, required }) => (
            <Select
              key={name}
              label={label}
              hint={required ? undefined : "Facultatif."}
              {...etat(`corps.${name}`)}
              nativeSelectProps={{ value: codes[name] ?? "", onChange: (e) => setCodes({ ...codes, [name]: e.target.value }) }}
            >
              <option value="">{required ? "Choisir…" : "Sans objet"}</option>
              {admis.map((code) => (
                <option key={code} value={code}>
                  {motDuCode(type.kind, name, code) ?? code}
                </option>
              ))}
            </Select>
          ))}
        </div>
        {PARLENT_D_UNE_DECISION.has(type.kind) && (
          <Select
            label="Décision concernée"
            {...etat("refers_to")}
            nativeSelectProps={{ value: saisie.vise, onChange: (e) => aDire("vise", e.target.value) }}
          >
            <option value="">Choisir…</option>
            {visables.map(({ row }) => (
              <option key={row.act_id} value={row.act_id}>
                {designation(row)} {row.pronounced_on && `du ${date(row.pronounced_on)}`}
              </option>
            ))}
          </Select>
        )}
        {VISENT_DES_PARTIES.has(type.kind) && (
          <ChoixParties
            legende="Parties concernées"
            parties={lu.parties}
            choisies={parties}
            changer={setParties}
            aucune={"Aucune choisie\u00a0: la décision vaut pour toutes."}
          />
        )}
        {renvoie && (
          <Input
            label="Juridiction de renvoi"
            {...etat("decision.renvoi_court")}
            nativeInputProps={{ value: saisie.court, onChange: (e) => aDire("court", e.target.value) }}
          />
        )}
      </section>
      {membres > 0 && (
        <Checkbox
          options={[
            {
              label: `Décision commune${INSECABLE}: l’enregistrer aussi dans ${pluriel(membres, "dossier joint", "dossiers joints")}`,
              hintText: "Décochez si elle ne juge que le dossier de tête.",
              nativeInputProps: {
                checked: commun,
                onChange: (e) => {
                  setCommun(e.target.checked);
                  setPesee(undefined);
                },
              },
            },
          ]}
        />
      )}
      {detaillee && <Issues dossier={lu} solutions={ref_.solutions} lignes={lignes} changer={setLignes} erreurs={erreurs} />}
      <section className="greffe-bloc" aria-labelledby="titre-texte">
        <h2 id="titre-texte" className="fr-h5">
          Texte
        </h2>
        <Input
          textArea
          label="Dispositif"
          {...etat("decision.dispositif")}
          nativeTextAreaProps={{ rows: 5, value: saisie.dispositif, onChange: (e) => aDire("dispositif", e.target.value) }}
        />
        <Input
          textArea
          label="Texte entier"
          hintText={"Facultatif ici\u00a0; la version mise à la disposition du public en est tirée."}
          {...etat("decision.text")}
          nativeTextAreaProps={{ rows: 8, value: saisie.texte, onChange: (e) => aDire("texte", e.target.value) }}
        />
      </section>
      <section className="greffe-bloc" aria-labelledby="titre-minute">
        <h2 id="titre-minute" className="fr-h5">
          Minute
        </h2>
        <RadioButtons
          legend="Numéro de minute"
          options={[
            {
              label: "Attribuer le numéro suivant de la série",
              hintText: "L’identifiant ECLI en est déduit.",
              nativeInputProps: { checked: saisie.attribuer, onChange: () => aDire("attribuer", true) },
            },
            {
              label: "Recopier un numéro déjà donné",
              nativeInputProps: { checked: !saisie.attribuer, onChange: () => aDire("attribuer", false) },
            },
          ]}
        />
        {!saisie.attribuer && (
          <div className="greffe-colonnes">
            <Input
              label="Numéro"
              hintText="Sans la lettre de la chambre."
              {...etat("corps.register_number")}
              nativeInputProps={{ inputMode: "numeric", value: saisie.numero, onChange: (e) => aDire("numero", e.target.value) }}
            />
            <Input
              label="Identifiant ECLI"
              hintText={"Facultatif\u00a0: il se déduit de la chambre, de l’année et du numéro."}
              {...etat("corps.ecli")}
              nativeInputProps={{ value: saisie.ecli, onChange: (e) => aDire("ecli", e.target.value) }}
            />
          </div>
        )}
        <Input
          label="Pourvois joints"
          hintText={
            membres > 0
              ? "Facultatif. Ceux du groupe sont connus\u00a0; ajoutez, séparés par des virgules, ceux qui n’en sont pas."
              : "Facultatif. Numéros séparés par des virgules."
          }
          {...etat("decision.joined_numbers")}
          nativeInputProps={{ value: saisie.joints, onChange: (e) => aDire("joints", e.target.value) }}
        />
        {detaillee && (
          <Checkbox
            legend="Publication"
            orientation="horizontal"
            options={Object.entries(PUBLICATIONS).map(([code, label]) => ({
              label,
              nativeInputProps: {
                checked: publication.includes(code),
                onChange: (e) => setPublication(e.target.checked ? [...publication, code] : publication.filter((un) => un !== code)),
              },
            }))}
          />
        )}
      </section>
      {pesee && <Consequences reponse={pesee} />}
      <div className="greffe-actions">
        <Button type="submit" nativeButtonProps={occupe(enregistrer.enCours)}>
          {enregistrer.enCours ? "Enregistrement…" : "Enregistrer la décision"}
        </Button>
        <Button
          priority="secondary"
          onClick={() => void peser.envoyer(acte()).then((reponse) => reponse && setPesee(reponse))}
          nativeButtonProps={occupe(peser.enCours)}
        >
          Voir ce qu’elle changera
        </Button>
        <Link to="/dossiers/$id" params={{ id: lu.dossier_id }} className="fr-btn fr-btn--tertiary">
          Abandonner
        </Link>
      </div>
    </form>
  );
}
