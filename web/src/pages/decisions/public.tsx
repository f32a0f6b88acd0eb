import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Checkbox } from "@codegouvfr/react-dsfr/Checkbox";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type FormEvent, useRef, useState } from "react";
import { motDuCode } from "../../actes/codes";
import { enregistrerActe, mettreADisposition, retirerDuPublic, useCommande, useRafraichir } from "../../api/commandes";
import { enErreurApi } from "../../api/probleme";
import { decisionsDuDossier, dossier, referentiel, versionPublique } from "../../api/requetes";
import type { DecisionLue, DecisionsLues, Dossier, Passage, Referentiel } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { aujourdhui, date, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { TitrePage } from "../../composants/titre-page";
import { FilDossier } from "../dossier/fil-dossier";
import { designation, REMISES } from "./mots";
import { mots, passage } from "./passages";

/** The version of a decision that the public gets: what the dossier knows is hidden by itself, a greffier chooses the rest. */
export function PublicPage() {
  const { id, acte } = useParams({ from: "/dossiers/$id/decisions/$acte/public" });
  const { data, error, refetch } = useQuery(dossier(id));
  const { data: lues, error: sansLues, refetch: relire } = useQuery({ ...decisionsDuDossier(data?.dossier_id ?? ""), enabled: Boolean(data) });
  const { data: ref } = useQuery(referentiel);
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (sansLues && !lues) return <Erreur cause={sansLues} reessayer={() => void relire()} />;
  if (!data || !lues || !ref) return <Attente quoi="la décision" />;
  const decision = lues.decisions.find(({ row }) => row.act_id === acte);
  return (
    <>
      <FilDossier dossier={data} page="Version du public" />
      <TitrePage titre={`Version du public — ${data.number}`}>
        Version du public <span className="greffe-mention">{decision && designation(decision.row)} au dossier {data.number}</span>
      </TitrePage>
      {!decision ? (
        <p className="greffe-vide">Cette décision n’est pas de ce dossier.</p>
      ) : (
        <Preparation dossier={data} lues={lues} decision={decision} ref_={ref} />
      )}
      <p className="fr-mt-3w">
        <Link to="/dossiers/$id" params={{ id: data.dossier_id }} search={{ onglet: "decision" }} className="fr-link">
          Revenir aux décisions du dossier
        </Link>
      </p>
    </>
  );
}

interface Props {
  dossier: Dossier;
  lues: DecisionsLues;
  decision: DecisionLue;
  ref_: Referentiel;
}

function Preparation(props: Props) {
  const { decision } = props;
  const devant = decision.releases.find(({ state }) => state === "en_cours" || state === "remise" || state === "retrait_en_cours");
  if (devant) return <Retrait {...props} remise={devant} />;
  if (!decision.text && !decision.dispositif) {
    return <p className="greffe-vide">Le texte de cette décision n’est pas au greffe : rien ne peut en être mis à disposition.</p>;
  }
  return (
    <>
      <Version {...props} />
      <Occulter {...props} />
    </>
  );
}

function Version({ dossier: lu, lues, decision, ref_ }: Props) {
  const texte = decision.text || decision.dispositif || "";
  const original = useRef<HTMLTextAreaElement>(null);
  const rafraichir = useRafraichir();
  const client = useQueryClient();
  const [caches, setCaches] = useState<Passage[]>([]);
  const [gardes, setGardes] = useState<Passage[]>([]);
  const [categorie, setCategorie] = useState("personne_physique");
  const [rien, setRien] = useState(false);
  const { data: version, error } = useQuery(versionPublique(decision.row.act_id, caches, gardes));
  const admises = ref_.occultations.filter(({ code, by_law }) => by_law || decision.categories.includes(code));
  const nommer = (code: string) => ref_.occultations.find((une) => une.code === code)?.label ?? code;
  const remettre = useCommande(
    (sha: string, cle) =>
      mettreADisposition(decision.row.act_id, lues.version, { added: caches, kept: gardes, version_sha256: sha }, cle),
    (remise) => {
      void client.invalidateQueries({ queryKey: ["decisions"] });
      rafraichir(lu.dossier_id, remise.version);
      annoncer("La version est mise à la disposition du public.");
    },
  );
  const choisi = (): Passage | undefined => {
    const zone = original.current;
    const un = zone && passage(texte, zone.selectionStart, zone.selectionEnd, categorie);
    setRien(!un);
    return un ?? undefined;
  };
  const ajouter = (poser: (suite: (avant: Passage[]) => Passage[]) => void) => {
    const un = choisi();
    if (un) poser((avant) => [...avant, un]);
  };
  return (
    <>
      <AlerteErreur erreur={remettre.erreur ?? (error ? enErreurApi(error) : undefined)} />
      <section className="greffe-bloc" aria-labelledby="titre-original">
        <h2 id="titre-original" className="fr-h5">
          Texte de la décision
        </h2>
        <p>
          Les noms des parties personnes physiques et leurs adresses sont cachés d’eux-mêmes. Sélectionnez dans le texte ce qui doit l’être
          aussi, ou ce qui ressemble à un nom et n’en est pas un.
        </p>
        <Input
          textArea
          label="Original"
          state={rien ? "error" : "default"}
          stateRelatedMessage={rien ? "Sélectionnez d’abord un passage dans le texte." : undefined}
          nativeTextAreaProps={{ ref: original, readOnly: true, rows: 12, value: texte }}
        />
        <Select label="Catégorie" nativeSelectProps={{ value: categorie, onChange: (e) => setCategorie(e.target.value) }}>
          {admises.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </Select>
        <div className="greffe-actions">
          <Button size="small" priority="secondary" onClick={() => ajouter(setCaches)}>
            Cacher la sélection
          </Button>
          <Button size="small" priority="tertiary" onClick={() => ajouter(setGardes)}>
            Laisser la sélection
          </Button>
        </div>
        <Choisis titre="Passages cachés" passages={caches} texte={texte} nommer={nommer} retirer={(un) => setCaches(caches.filter((p) => p !== un))} />
        <Choisis titre="Passages laissés" passages={gardes} texte={texte} retirer={(un) => setGardes(gardes.filter((p) => p !== un))} />
      </section>
      <section className="greffe-bloc" aria-labelledby="titre-version">
        <h2 id="titre-version" className="fr-h5">
          Ce que lira le public
        </h2>
        {version ? (
          <>
            <p aria-live="polite">
              {pluriel(version.hidden.length, "passage caché", "passages cachés")}
              {version.categories.length > 0 && ` : ${version.categories.map(nommer).join(", ")}`}.
            </p>
            <blockquote className="greffe-texte">{version.text}</blockquote>
            <p className="greffe-mention">Empreinte de la version&nbsp;: {version.version_sha256}</p>
            <Button onClick={() => void remettre.envoyer(version.version_sha256)} nativeButtonProps={occupe(remettre.enCours)}>
              {remettre.enCours ? "Remise…" : "J’ai relu cette version : la mettre à la disposition du public"}
            </Button>
          </>
        ) : (
          !error && <Attente quoi="la version" />
        )}
      </section>
    </>
  );
}

interface ChoisisProps {
  titre: string;
  passages: Passage[];
  texte: string;
  nommer?: (code: string) => string;
  retirer: (passage: Passage) => void;
}

function Choisis({ titre, passages, texte, nommer, retirer }: ChoisisProps) {
  if (passages.length === 0) return null;
  return (
    <>
      <h3 className="fr-text--md fr-text--bold fr-mt-2w fr-mb-1v">{titre}</h3>
      <ul>
        {passages.map((un) => (
          <li key={`${un.start}-${un.end}`}>
            «&nbsp;{mots(texte, un)}&nbsp;»{nommer && ` : ${nommer(un.category)}`}{" "}
            <Button size="small" priority="tertiary no outline" onClick={() => retirer(un)}>
              Retirer «&nbsp;{mots(texte, un)}&nbsp;»
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

const AUTEURS = ["president_de_la_formation", "premier_president", "magistrat_designe"];
const SENS = ["complements", "levee", "rejet"];

/** The decision of the president, or of the first president, on what is hidden besides the names. */
function Occulter({ dossier: lu, decision, ref_ }: Props) {
  const rafraichir = useRafraichir();
  const [auteur, setAuteur] = useState("president_de_la_formation");
  const [sens, setSens] = useState("complements");
  const [jour, setJour] = useState(aujourdhui());
  const [categories, setCategories] = useState<string[]>([]);
  const decidables = ref_.occultations.filter(({ decided_by }) => decided_by && (auteur === "magistrat_designe" || decided_by === auteur));
  const decider = useCommande(
    (cats: string[], cle) =>
      enregistrerActe(
        lu.dossier_id,
        lu.version,
        {
          type: "occultation_decidee",
          dates: { decidee: jour },
          refers_to: decision.row.act_id,
          corps: { auteur, sens, categories: cats },
        },
        cle,
      ),
    (acte) => {
      setCategories([]);
      rafraichir(lu.dossier_id, acte.version);
      annoncer("La décision d’occultation est enregistrée.");
    },
  );
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    void decider.envoyer(categories);
  };
  const choix = (valeurs: string[], champ: string) =>
    valeurs.map((code) => (
      <option key={code} value={code}>
        {motDuCode("occultation_decidee", champ, code) ?? code}
      </option>
    ));
  return (
    <form className="greffe-bloc" aria-labelledby="titre-occultation" noValidate onSubmit={envoyer}>
      <h2 id="titre-occultation" className="fr-h5">
        Décision d’occultation
      </h2>
      <p>Ce que la loi ne cache pas d’elle-même se cache sur décision (COJ L111-13, R111-12).</p>
      <AlerteErreur erreur={decider.erreur} />
      <div className="greffe-colonnes">
        <Select
          label="Auteur"
          nativeSelectProps={{
            value: auteur,
            onChange: (e) => {
              setAuteur(e.target.value);
              setCategories([]);
            },
          }}
        >
          {choix(AUTEURS, "auteur")}
        </Select>
        <Select label="Sens" nativeSelectProps={{ value: sens, onChange: (e) => setSens(e.target.value) }}>
          {choix(SENS, "sens")}
        </Select>
        <Input label="Décidée le" nativeInputProps={{ type: "date", value: jour, onChange: (e) => setJour(e.target.value) }} />
      </div>
      <Checkbox
        legend="Catégories"
        options={decidables.map(({ code, label }) => ({
          label,
          nativeInputProps: {
            checked: categories.includes(code),
            onChange: (e) => setCategories(e.target.checked ? [...categories, code] : categories.filter((une) => une !== code)),
          },
        }))}
      />
      <Button type="submit" priority="secondary" nativeButtonProps={occupe(decider.enCours)}>
        Enregistrer la décision d’occultation
      </Button>
    </form>
  );
}

const MOTIFS = ["occultation_insuffisante", "decision_rabattue", "decision_rectifiee", "demande_accueillie"];

function Retrait({ dossier: lu, lues, remise }: Props & { remise: DecisionLue["releases"][number] }) {
  const rafraichir = useRafraichir();
  const client = useQueryClient();
  const [motif, setMotif] = useState("");
  const [raison, setRaison] = useState("");
  const retirer = useCommande(
    (choisi: string, cle) => retirerDuPublic(remise.act_id, lues.version, { motif: choisi, reason: raison.trim() || undefined }, cle),
    (retrait) => {
      void client.invalidateQueries({ queryKey: ["decisions"] });
      rafraichir(lu.dossier_id, retrait.version);
      annoncer("Le retrait est demandé.");
    },
  );
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    void retirer.envoyer(motif);
  };
  return (
    <section className="greffe-bloc" aria-labelledby="titre-remise">
      <h2 id="titre-remise" className="fr-h5">
        {REMISES[remise.state]}
      </h2>
      <p>
        Version du {date(remise.released_at)}
        {remise.handed_at && `, répondue le ${date(remise.handed_at)}`}. Empreinte&nbsp;: {remise.version_sha256}
      </p>
      {remise.last_error && <Alert severity="warning" small description={`Dernière réponse du service de diffusion\u00a0: ${remise.last_error}`} />}
      {remise.state !== "retrait_en_cours" && (
        <form className="greffe-formulaire" noValidate onSubmit={envoyer}>
          <AlerteErreur erreur={retirer.erreur} />
          <Select label="Motif du retrait" nativeSelectProps={{ value: motif, onChange: (e) => setMotif(e.target.value) }}>
            <option value="">Choisir…</option>
            {MOTIFS.map((code) => (
              <option key={code} value={code}>
                {motDuCode("mise_a_disposition_retiree", "motif", code)}
              </option>
            ))}
          </Select>
          <Input
            textArea
            label="Précisions"
            hintText="Facultatif."
            nativeTextAreaProps={{ rows: 2, value: raison, onChange: (e) => setRaison(e.target.value) }}
          />
          <Button type="submit" priority="secondary" disabled={!motif} nativeButtonProps={occupe(retirer.enCours)}>
            Retirer du public
          </Button>
        </form>
      )}
    </section>
  );
}
