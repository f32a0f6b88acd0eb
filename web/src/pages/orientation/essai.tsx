import { Input } from "@codegouvfr/react-dsfr/Input";
import { createModal } from "@codegouvfr/react-dsfr/Modal";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { mettreReglesEnVigueur, useCommande } from "../../api/commandes";
import { essaiDeRegles } from "../../api/requetes";
import type { EssaiOrientation, JeuDeRegles } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { enregistrerCsv } from "../../composants/csv";
import { ouvrirFenetre, useRetourDuFoyer } from "../../composants/fenetre";
import { dateLongue, INSECABLE, majuscule, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { Suite } from "../../composants/suite";
import { useTranche } from "../../composants/tranche";
import { csv, nomDe, nomDuJeu, part } from "./mots";

const MOTIF_MAX = 2_000;
const fenetre = createModal({ id: "mise-en-vigueur-regles", isOpenedByDefault: false });
const FORMULAIRE = "formulaire-mise-en-vigueur-regles";

/** What the newest version would have done of past dossiers; asked for, for it takes some seconds. */
export function EssaiDeRegles({ jeu }: { jeu: JeuDeRegles }) {
  const [voulu, setVoulu] = useState(false);
  const { version, remit } = jeu.set;
  const { data, error, refetch, isFetching } = useQuery({ ...essaiDeRegles(remit, version), enabled: voulu });
  const dit = useRef<number>(undefined);
  useEffect(() => {
    if (data && dit.current !== data.version) {
      dit.current = data.version;
      annoncer(`L’essai de la version ${data.version} est fini.`);
    }
  }, [data]);
  return (
    <section className="greffe-section" aria-labelledby="titre-essai">
      <h2 id="titre-essai" className="fr-h5">
        Essai sur les dossiers déjà attribués
      </h2>
      <p>
        L’essai dit ce que la version {version} aurait suggéré dans les dossiers qui ont déjà une chambre, les plus récents, scellés exclus. Il
        ne change rien.
      </p>
      <Button
        size="small"
        priority="secondary"
        className="fr-mb-2w"
        nativeButtonProps={occupe(isFetching)}
        onClick={() => {
          if (isFetching) return;
          if (voulu) void refetch();
          setVoulu(true);
        }}
      >
        {isFetching ? "Essai en cours…" : data ? "Relancer l’essai" : `Essayer la version ${version}`}
      </Button>
      {error && !isFetching ? (
        <ErreurSection quoi="L’essai" cause={error} reessayer={() => void refetch()} />
      ) : data ? (
        <Resultat essai={data} jeu={jeu} />
      ) : (
        isFetching && <Attente quoi="l’essai" />
      )}
    </section>
  );
}

function Resultat({ essai, jeu }: { essai: EssaiOrientation; jeu: JeuDeRegles }) {
  const { figures, base_version } = essai;
  const entre = figures.comparable;
  const deChambres = jeu.set.remit === "entre_chambres";
  return (
    <div data-essai={essai.version}>
      <dl className="greffe-faits">
        <div>
          <dt>Dossiers lus</dt>
          <dd>
            {figures.cases.toLocaleString("fr-FR")}, le {dateLongue(figures.read_on)}
          </dd>
        </div>
        <div>
          <dt>Comparée à</dt>
          <dd>{base_version ? `La version ${base_version}, en vigueur` : "Aucune règle en vigueur"}</dd>
        </div>
        <div>
          <dt>Dossiers qu’une règle oriente</dt>
          <dd>
            {figures.decided.toLocaleString("fr-FR")} ({part(figures.decided, figures.cases)}), {figures.decided_before.toLocaleString("fr-FR")} avec
            la version en vigueur
          </dd>
        </div>
        {entre && (
          <div>
            <dt>D’accord avec ce qui fut décidé</dt>
            <dd>
              {figures.agreed.toLocaleString("fr-FR")} ({part(figures.agreed, figures.decided)}), {figures.agreed_before.toLocaleString("fr-FR")} (
              {part(figures.agreed_before, figures.decided_before)}) avec la version en vigueur
            </dd>
          </div>
        )}
        <div>
          <dt>Dossiers dont la suggestion change</dt>
          <dd>{figures.moved.toLocaleString("fr-FR")}</dd>
        </div>
      </dl>
      {entre && !deChambres && <p className="greffe-mention">Sont lus les dossiers de la chambre dont le circuit est au journal.</p>}
      {!entre && (
        <p className="greffe-mention">
          Aucun de ces dossiers n’a de circuit à son journal{INSECABLE}: l’essai dit où les règles les enverraient, sans pouvoir dire si ce fut le cas.
        </p>
      )}
      <ParDestination essai={essai} deChambres={deChambres} />
      <ParRegle essai={essai} destination={nomDe(jeu.targets)} />
      <Differences essai={essai} destination={nomDe(jeu.targets)} />
      {jeu.set.may_edit && jeu.set.in_force !== essai.version && <MiseEnVigueur essai={essai} jeu={jeu} />}
    </div>
  );
}

function ParDestination({ essai: { figures }, deChambres }: { essai: EssaiOrientation; deChambres: boolean }) {
  const entre = figures.comparable;
  return (
    // Nothing in it takes the focus: the region does, so that one can scroll it by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="greffe-table" role="region" aria-label={deChambres ? "Par chambre" : "Par circuit"} tabIndex={0}>
      <table>
        <caption>{deChambres ? "Par chambre" : "Par circuit"}</caption>
        <thead>
          <tr>
            <th scope="col">{deChambres ? "Chambre" : "Circuit"}</th>
            {entre && <th scope="col">Décidés</th>}
            <th scope="col">Suggérés</th>
            {entre && <th scope="col">D’accord</th>}
            {entre && <th scope="col">Justesse</th>}
            {entre && <th scope="col">Couverture</th>}
            <th scope="col">Suggérés par la version en vigueur</th>
          </tr>
        </thead>
        <tbody>
          {figures.targets.map((une) => (
            <tr key={une.code} data-destination={une.code}>
              <th scope="row">{majuscule(une.label)}</th>
              {entre && <td className="greffe-nombre">{une.decided.toLocaleString("fr-FR")}</td>}
              <td className="greffe-nombre">{une.sent.toLocaleString("fr-FR")}</td>
              {entre && <td className="greffe-nombre">{une.agreed.toLocaleString("fr-FR")}</td>}
              {entre && <td className="greffe-nombre">{part(une.agreed, une.sent)}</td>}
              {entre && <td className="greffe-nombre">{part(une.agreed, une.decided)}</td>}
              <td className="greffe-nombre">{une.sent_before.toLocaleString("fr-FR")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ParRegle({ essai: { figures }, destination }: { essai: EssaiOrientation; destination: (code: string) => string }) {
  if (figures.rules.length === 0) return null;
  const entre = figures.comparable;
  return (
    // Nothing in it takes the focus: the region does, so that one can scroll it by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="greffe-table" role="region" aria-label="Par règle" tabIndex={0}>
      <table>
        <caption>Par règle</caption>
        <thead>
          <tr>
            <th scope="col">Règle</th>
            <th scope="col">Suggère</th>
            <th scope="col">S’applique à</th>
            <th scope="col">Décide de</th>
            {entre && <th scope="col">D’accord</th>}
            {entre && <th scope="col">Justesse</th>}
          </tr>
        </thead>
        <tbody>
          {figures.rules.map((une) => (
            <tr key={une.rule_id} data-regle-essayee={une.rule_id}>
              <th scope="row">{une.label}</th>
              <td>{majuscule(destination(une.target))}</td>
              <td className="greffe-nombre">{pluriel(une.applies, "dossier")}</td>
              <td className="greffe-nombre">{pluriel(une.decides, "dossier")}</td>
              {entre && <td className="greffe-nombre">{une.agrees.toLocaleString("fr-FR")}</td>}
              {entre && <td className="greffe-nombre">{part(une.agrees, une.decides)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Dossiers that go elsewhere: those that the reader may read, the latest. */
function Differences({ essai, destination }: { essai: EssaiOrientation; destination: (code: string) => string }) {
  const liste = useRef<HTMLDivElement>(null);
  const { montrees, suite } = useTranche(essai.differences);
  const nommee = (code: string | null | undefined) => (code ? majuscule(destination(code)) : "—");
  const entre = essai.figures.comparable;
  if (essai.differences.length === 0) return <p className="greffe-vide">Aucun dossier que vous pouvez lire n’irait ailleurs.</p>;
  return (
    <div ref={liste}>
      <div className="greffe-entete">
        <h3 className="fr-h6">Dossiers qui iraient ailleurs</h3>
        <Button
          priority="secondary"
          size="small"
          iconId="fr-icon-download-line"
          onClick={() => enregistrerCsv(`essai-orientation-version-${essai.version}`, csv(essai.differences, (code) => majuscule(destination(code))))}
        >
          Exporter ces dossiers (CSV)
        </Button>
      </div>
      {essai.more && <p className="greffe-mention">Les plus récents seulement{INSECABLE}: il y en a d’autres.</p>}
      <div className="greffe-table">
        <table>
          <caption>{pluriel(essai.differences.length, "dossier")}</caption>
          <thead>
            <tr>
              <th scope="col">Dossier</th>
              {entre && <th scope="col">Décidé</th>}
              <th scope="col">Suggéré</th>
              <th scope="col">Règle</th>
              <th scope="col">Par la version en vigueur</th>
            </tr>
          </thead>
          <tbody>
            {montrees.map((un) => (
              <tr key={un.dossier_id} data-ligne={un.dossier_id}>
                <th scope="row">
                  <Link to="/dossiers/$id" params={{ id: un.dossier_id }}>
                    {un.number}
                  </Link>
                </th>
                {entre && <td>{nommee(un.decided)}</td>}
                <td>{nommee(un.sent)}</td>
                <td>{un.rule_label ?? "—"}</td>
                <td>{nommee(un.before)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Suite liste={liste} nom={["dossier", "dossiers"]} {...suite} />
    </div>
  );
}

function MiseEnVigueur({ essai, jeu: { set } }: { essai: EssaiOrientation; jeu: JeuDeRegles }) {
  const client = useQueryClient();
  const faite = useRef(false);
  const [motif, setMotif] = useState("");
  const commande = useCommande(
    (reason: string, cle) =>
      mettreReglesEnVigueur(set.remit, { version: essai.version, base_version: essai.base_version, tried_on: essai.tried_on, reason }, cle),
    () => {
      faite.current = true;
      fenetre.close();
    },
  );
  useRetourDuFoyer(fenetre, () => {
    if (!faite.current) return;
    annoncer(`La version ${essai.version} des règles est en vigueur.`);
    void client.invalidateQueries({ queryKey: ["orientation"] });
    void client.invalidateQueries({ queryKey: ["dossier"] });
  });
  const faute = commande.erreur?.champs.get("reason");
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    void commande.envoyer(motif.trim());
  };
  return (
    <>
      <Button className="fr-mt-2w" onClick={() => ouvrirFenetre(fenetre)} nativeButtonProps={{ id: fenetre.buttonProps.id, "aria-haspopup": "dialog" }}>
        Mettre en vigueur la version {essai.version}…
      </Button>
      <fenetre.Component
        title={`Mettre en vigueur la version ${essai.version} des règles ${nomDuJeu(set)}`}
        titleAs="h2"
        concealingBackdrop={false}
        buttons={[
          { children: "Abandonner", priority: "secondary", type: "button" },
          {
            children: commande.enCours ? "Mise en vigueur…" : "Mettre en vigueur",
            type: "submit",
            doClosesModal: false,
            nativeButtonProps: { form: FORMULAIRE, ...occupe(commande.enCours) },
          },
        ]}
      >
        <form id={FORMULAIRE} noValidate onSubmit={soumettre}>
          <AlerteErreur erreur={commande.erreur} />
          <p>
            Sur {pluriel(essai.figures.cases, "dossier")}, la suggestion change dans {essai.figures.moved.toLocaleString("fr-FR")}. On en revient en
            reprenant une version antérieure, comme une version nouvelle.
          </p>
          <Input
            label="Motif"
            hintText="Il reste à l’historique, sous votre nom."
            textArea
            state={faute ? "error" : "default"}
            stateRelatedMessage={faute}
            nativeTextAreaProps={{ value: motif, required: true, rows: 3, maxLength: MOTIF_MAX, onChange: (e) => setMotif(e.target.value) }}
          />
        </form>
      </fenetre.Component>
    </>
  );
}
