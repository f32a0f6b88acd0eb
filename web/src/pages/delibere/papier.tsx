import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery } from "@tanstack/react-query";
import { Link, useBlocker, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useCommande } from "../../api/commandes";
import { commenterPapier, comparaison, deposerPapier, direEtatPapier, enregistrerVersion, type LecturePapier, papier, papiers } from "../../api/delibere";
import { dossier, moyens } from "../../api/requetes";
import type { Dossier } from "../../api/types";
import { Erreur, ErreurSection } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, heure, INSECABLE } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { TitrePage } from "../../composants/titre-page";
import { FilDossier } from "../dossier/fil-dossier";
import { Inscription } from "./inscription";
import { Lecture } from "./lecture";
import { etatDe, NATURES, nomDe } from "./mots";
import { Sortie } from "./sortie";
import { structureDe } from "./structure";
import { estVide, lire } from "./texte";
import { Variante } from "./variante";

const Editeur = lazy(() => import("./editeur"));

/** What leaves the délibéré is said before it does. */
const CONFIRMATION =
  "Déposer ce rapport\u00a0? Cette version devient une pièce du dossier et prend la place de celle que vous auriez déposée avant\u00a0: la chambre, son greffe et le parquet général la liront, et les avocats des parties dès qu’elle leur sera communiquée. Votre note n’en sort pas\u00a0: ni les avocats ni le parquet ne la liront.";

/** How long after the last key a text is saved by itself. */
const REPIT = 2_000;

/** A paper of the délibéré: written by its authors, read by those to whom it was deposited. */
export function PapierPage() {
  const { id, papier: papierId } = useParams({ from: "/dossiers/$id/delibere/$papier" });
  const lu = useQuery(dossier(id));
  const dossierId = lu.data?.dossier_id;
  const lecture = useQuery({ ...papier(dossierId ?? id, papierId), enabled: dossierId !== undefined });
  const cause = lu.error ?? (lecture.data ? undefined : lecture.error);
  if (cause) return <Erreur cause={cause} reessayer={() => void Promise.all([lu.refetch(), lecture.refetch()])} />;
  if (!lu.data || !lecture.data) return <Attente quoi="le papier" />;
  const { paper } = lecture.data;
  const ecrit = paper.own && paper.state !== "delibere";
  const relire = () => void lecture.refetch();
  return (
    <>
      <FilDossier dossier={lu.data} page={paper.title} />
      <TitrePage titre={`${paper.title} — ${lu.data.number}`}>{paper.title}</TitrePage>
      <p className="greffe-mention">
        <Link to="/dossiers/$id/delibere" params={{ id: lu.data.dossier_id }}>
          Délibéré
        </Link>
        {INSECABLE}: {NATURES[paper.kind] ?? paper.kind}, de {paper.authors.map(nomDe).join(", ")}. {etatDe(paper)}
        {paper.deposited_version ? ` (version ${paper.deposited_version})` : ""}.
      </p>
      <Variante key={paper.paper_id} dossier={lu.data} papier={paper} />
      <Inscription papier={paper} relire={relire} />
      <p className="greffe-filigrane">{lecture.data.watermark}</p>
      {ecrit ? (
        <Redaction key={paper.paper_id} dossier={lu.data} lecture={lecture.data} relire={relire} />
      ) : (
        <>
          <div className="greffe-bloc">
            <Lecture blocs={lire(lecture.data.text)} />
          </div>
          <Sortie papier={paper} version={lecture.data.version} />
        </>
      )}
      {/* On paper it is laid over each page, where a page is taken away from the others. */}
      <p className="greffe-filigrane greffe-filigrane--pages">{lecture.data.watermark}</p>
      <Etapes lecture={lecture.data} relire={relire} />
      <Versions lecture={lecture.data} />
      <Commentaires lecture={lecture.data} relire={relire} />
    </>
  );
}

interface Parts {
  lecture: LecturePapier;
  relire: () => void;
}

/** The text, saved by itself while it is written; what another version came before stays on the screen. */
function Redaction({ dossier: lu, lecture: { paper, text }, relire }: Parts & { dossier: Dossier }) {
  const naviguer = useNavigate();
  const projet = paper.kind === "projet";
  const releves = useQuery({ ...moyens(paper.dossier_id), enabled: projet });
  const modele = useMemo(() => (projet && releves.data ? structureDe(lu, releves.data) : undefined), [projet, lu, releves.data]);
  const [texte, setTexte] = useState(text);
  const [garde, setGarde] = useState({ version: paper.version, derniere: paper.version, text, a: paper.saved_at });
  const enregistrer = useCommande(
    ({ dit, base, apart }: { dit: string; base: number; apart: boolean }, cle) =>
      enregistrerVersion(paper.dossier_id, paper.paper_id, { base_version: base, text: dit, apart }, cle),
    (fait, { dit }) => {
      if (fait.meant) {
        void naviguer({
          to: "/dossiers/$id/delibere/$papier",
          params: { id: paper.dossier_id, papier: fait.paper.paper_id },
          ignoreBlocker: true,
        });
      } else {
        setGarde({ version: fait.paper.version, derniere: fait.paper.version, text: dit, a: fait.paper.saved_at });
      }
    },
  );
  const deposer = useCommande(
    (_: void, cle: string) => deposerPapier(paper.dossier_id, paper.paper_id, garde.version, cle),
    () => {
      annoncer("Le papier est déposé.");
      relire();
    },
  );
  // Each deposit of a report leaves: the version that the dossier is to hold from then on.
  const rendu = paper.kind === "rapport";
  const conflit = enregistrer.erreur?.statut === 412 ? enregistrer.erreur : undefined;
  const change = texte !== garde.text;
  const lancer = useRef(() => {});
  useEffect(() => {
    lancer.current = () => void enregistrer.envoyer({ dit: texte, base: garde.version, apart: false });
  });
  useEffect(() => {
    if (!change || conflit || enregistrer.enCours) return;
    const repit = setTimeout(() => lancer.current(), REPIT);
    return () => clearTimeout(repit);
  }, [texte, change, conflit, enregistrer.enCours]);
  // Nothing of the délibéré is left in the browser's storage: what is not saved yet is saved before one leaves, or its author asked.
  useBlocker({
    enableBeforeUnload: () => change,
    shouldBlockFn: async () =>
      change &&
      (await enregistrer.envoyer({ dit: texte, base: garde.version, apart: false })) === undefined &&
      !window.confirm("Votre texte n’est pas enregistré. Quitter cette page et le perdre\u00a0?"),
  });
  const reprendre = (version: number) => {
    setGarde((avant) => ({ ...avant, version }));
    enregistrer.oublierErreur();
  };
  const auteur = conflit?.champs.get("saved_by");
  const derniere = Math.max(paper.version, garde.derniere, garde.version, conflit?.probleme.current_version ?? 0);
  const propres = useMemo(() => [lu.number, ...(lu.group ? [lu.group.head_number, ...lu.group.members.map(({ number }) => number)] : [])], [lu]);
  const bases = { papier: paper.paper_id, version: garde.version, derniere, reposer: reprendre };
  return (
    <div>
      <AlerteErreur erreur={enregistrer.erreur ?? deposer.erreur} />
      {conflit && (
        <div className="greffe-bloc" role="group" aria-label="Une autre version est venue avant">
          <p>
            {auteur ? `${auteur} a enregistré` : "Une autre fenêtre a enregistré"} la version {conflit.probleme.current_version}. Votre texte est
            resté ci-dessous.
          </p>
          <div className="greffe-actions">
            <Button onClick={() => void enregistrer.envoyer({ dit: texte, base: garde.version, apart: true })}>Garder comme variante</Button>
            <Button priority="secondary" onClick={() => reprendre(conflit.probleme.current_version ?? garde.version)}>
              Remplacer par mon texte
            </Button>
          </div>
          <Differences dossierId={paper.dossier_id} papierId={paper.paper_id} de={garde.version} a={conflit.probleme.current_version ?? 0} />
        </div>
      )}
      {/* Without them the paper would be begun as if there were none: it is not offered, and why is told where it would be. */}
      {releves.error && !releves.data && estVide(lire(texte)) && (
        <ErreurSection
          quoi="Les moyens relevés, pour commencer par ce que dit le dossier"
          cause={releves.error}
          reessayer={() => void releves.refetch()}
        />
      )}
      <Suspense fallback={<Attente quoi="l’éditeur" />}>
        <Editeur initial={text} projet={projet} modele={modele} bases={bases} propres={propres} changer={setTexte}>
          <p className="greffe-mention greffe-sans-impression fr-my-1w" role="status">
            {change ? "Non enregistré" : `Enregistré à ${heure(garde.a)}, version ${garde.version}`}
          </p>
          {rendu && (
            <p className="greffe-mention greffe-sans-impression">
              Son dépôt s’inscrira au journal du dossier, à votre nom, et son texte deviendra une pièce, à la place d’un dépôt précédent{INSECABLE}: la chambre, son greffe et le parquet général la liront, et les
              avocats des parties dès qu’elle leur sera communiquée. La note, les projets et les commentaires restent dans le délibéré.
            </p>
          )}
          <div className="greffe-actions">
            <Button
              priority="secondary"
              nativeButtonProps={occupe(enregistrer.enCours)}
              onClick={() => void enregistrer.envoyer({ dit: texte, base: garde.version, apart: false })}
            >
              Enregistrer
            </Button>
            <Button
              nativeButtonProps={occupe(deposer.enCours || change)}
              onClick={() => !change && (!rendu || window.confirm(CONFIRMATION)) && void deposer.envoyer(undefined)}
            >
              Déposer
            </Button>
          </div>
        </Editeur>
      </Suspense>
      {/* What leaves is what was saved: while something is not, nothing is offered. */}
      <Sortie papier={paper} version={change ? undefined : garde.version} />
    </div>
  );
}

/** What those who reread say of the deposited version. */
function Etapes({ lecture: { paper, may_review: relit, may_close: clot, may_adopt: adopte }, relire }: Parts) {
  // Which projet stands as adopted: another takes its place only under the eyes of who says so.
  const autres = useQuery({ ...papiers(paper.dossier_id), enabled: adopte });
  const enPlace = autres.data?.papers.find(({ adopted }) => adopted);
  const dire = useCommande(
    (state: string, cle) =>
      direEtatPapier(paper.dossier_id, paper.paper_id, { version: paper.deposited_version ?? 0, state, adopted_paper_id: enPlace?.paper_id }, cle),
    () => {
      annoncer("C’est inscrit.");
      relire();
      if (adopte) void autres.refetch();
    },
  );
  if (!relit && !clot && !adopte) return null;
  return (
    <div className="fr-my-3w">
      <AlerteErreur erreur={dire.erreur} />
      {autres.error && <ErreurSection quoi="Le projet déjà adopté" cause={autres.error} reessayer={() => void autres.refetch()} />}
      {adopte && (
        <p className="greffe-mention">
          Une fois la décision prononcée, le greffe de la chambre reprend ce texte dans la minute.
          {enPlace && ` Il prendra la place de «\u00a0${enPlace.title}\u00a0», dit adopté jusqu’ici.`}
        </p>
      )}
      <div className="greffe-actions">
        {relit && (
          <Button nativeButtonProps={occupe(dire.enCours)} onClick={() => void dire.envoyer("relu")}>
            Dire relu
          </Button>
        )}
        {clot && (
          <Button nativeButtonProps={occupe(dire.enCours)} onClick={() => void dire.envoyer("delibere")}>
            Dire délibéré
          </Button>
        )}
        {adopte && (
          <Button nativeButtonProps={occupe(dire.enCours || !autres.data)} onClick={() => autres.data && void dire.envoyer("adopte")}>
            Dire adopté par la formation
          </Button>
        )}
      </div>
    </div>
  );
}

function Versions({ lecture: { paper, versions, version } }: Pick<Parts, "lecture">) {
  const [avec, setAvec] = useState("");
  const autres = versions.filter((une) => une.version !== version);
  return (
    <section className="greffe-section greffe-sans-impression" aria-labelledby="versions">
      <h2 id="versions">Versions</h2>
      <ol>
        {versions.map((une) => (
          <li key={une.version} value={une.version}>
            {nomDe(une.author)}, {date(une.saved_at)}
          </li>
        ))}
      </ol>
      {autres.length > 0 && (
        <>
          <Select label="Comparer avec la version" nativeSelectProps={{ value: avec, onChange: (e) => setAvec(e.target.value) }}>
            <option value="">Aucune</option>
            {autres.map((une) => (
              <option key={une.version} value={une.version}>
                {une.version}
              </option>
            ))}
          </Select>
          {avec && <Differences dossierId={paper.dossier_id} papierId={paper.paper_id} de={Number(avec)} a={version} />}
        </>
      )}
    </section>
  );
}

const SIGNES: Record<string, "span" | "del" | "ins"> = { retire: "del", ajoute: "ins" };

/** What went is struck through, what came is underlined: said by the marks themselves, not by a colour. */
function Differences({ dossierId, papierId, de, a }: { dossierId: string; papierId: string; de: number; a: number }) {
  const { data, error, refetch } = useQuery(comparaison(dossierId, { papier: papierId, version: de }, { papier: papierId, version: a }));
  if (error) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="la comparaison" />;
  return (
    <div className="fr-mt-2w" role="group" aria-label={`De la version ${data.from_version} à la version ${data.to_version}`}>
      <div className="greffe-bloc greffe-texte">
        {data.segments.map(({ change, text }, rang) => {
          const Signe = SIGNES[change] ?? "span";
          return <Signe key={rang}>{text}</Signe>;
        })}
      </div>
      <p className="greffe-filigrane">{data.watermark}</p>
    </div>
  );
}

function Commentaires({ lecture: { paper, version, comments }, relire }: Parts) {
  const [texte, setTexte] = useState("");
  const commenter = useCommande(
    (_: void, cle: string) => commenterPapier(paper.dossier_id, paper.paper_id, { version, text: texte }, cle),
    () => {
      setTexte("");
      annoncer("Le commentaire est inscrit.");
      relire();
    },
  );
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    void commenter.envoyer(undefined);
  };
  return (
    <section className="greffe-section greffe-sans-impression" aria-labelledby="commentaires">
      <h2 id="commentaires">Commentaires</h2>
      {comments.length === 0 ? (
        <p className="greffe-vide">Aucun commentaire.</p>
      ) : (
        <ul>
          {comments.map((un) => (
            <li key={un.comment_id} className="fr-mb-2w">
              <span className="greffe-mention">
                {nomDe(un.author)}, {date(un.made_at)}, sur la version {un.version}
              </span>
              <br />
              {un.text}
            </li>
          ))}
        </ul>
      )}
      <form className="greffe-formulaire" onSubmit={envoyer}>
        <AlerteErreur erreur={commenter.erreur} />
        <Input
          textArea
          label={`Commenter la version ${version}`}
          nativeTextAreaProps={{ value: texte, required: true, maxLength: 4_000, rows: 4, onChange: (e) => setTexte(e.target.value) }}
        />
        <Button type="submit" priority="secondary" nativeButtonProps={occupe(commenter.enCours)}>
          Commenter
        </Button>
      </form>
    </section>
  );
}
