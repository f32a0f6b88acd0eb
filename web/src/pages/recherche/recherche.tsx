import { Tag } from "@codegouvfr/react-dsfr/Tag";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useRef, useState } from "react";
import { type FiltresRecherche, recherche, referentiel } from "../../api/requetes";
import type { Trouvaille } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { CHAMP_RECHERCHE } from "../../app/raccourcis";
import { nomDeChambre } from "../../composants/chambres";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, pluriel } from "../../composants/formats";
import { Jour } from "../../composants/jour";
import { Passage } from "../../composants/passage";
import { Suite, suiteDe } from "../../composants/suite";
import { TitrePage } from "../../composants/titre-page";
import { Gardees } from "./gardees";
import { type Genre, GENRES, ONGLET_DE, UN_GENRE } from "./mots";
import { fautesPeriode, type Periode, periodeDe, periodeEnMots } from "./periode";

/** One search over dossiers, parties, decisions, moyens and papers: of what the reader may read. */
export function RecherchePage() {
  const filtres = useSearch({ from: "/recherche" });
  const naviguer = useNavigate({ from: "/recherche" });
  const aller = (champs: FiltresRecherche) => void naviguer({ search: (avant) => ({ ...avant, ...champs }), resetScroll: false });
  return (
    <>
      <TitrePage titre="Recherche" />
      <Saisie
        key={[filtres.q, filtres.du, filtres.au].join("\n")}
        q={filtres.q ?? ""}
        periode={{ du: filtres.du, au: filtres.au }}
        chercher={(q, periode) => aller({ q, ...periode, ...(q === filtres.q ? {} : { genre: undefined, chambre: undefined }) })}
      />
      <Gardees filtres={filtres} />
      {fautesPeriode(filtres).size > 0 ? null : filtres.q ? (
        <Resultats filtres={{ ...filtres, q: filtres.q }} aller={aller} />
      ) : (
        <div className="greffe-vide">
          <p className="fr-text--bold fr-mb-1w">Cherchez un numéro, un nom, un article ou des mots.</p>
          <p className="fr-mb-0">
            Les accents, les pluriels et l’orthographe des noms ne comptent pas. « art. 978 CPC » et « article 978 du code de
            procédure civile » trouvent la même chose, comme « C 17-18.194 » et « 1718194 ». Une pièce se
            trouve par ce qu’elle dit ou par le nom de son fichier.
          </p>
        </div>
      )}
    </>
  );
}

interface SaisieProps {
  q: string;
  periode: Periode;
  chercher: (q: string | undefined, periode: Periode) => void;
}

function Saisie({ q, periode, chercher }: SaisieProps) {
  const [texte, setTexte] = useState(q);
  const [jours, setJours] = useState(periode);
  // An address may hold days that do not go together: it is told at once. What is being typed is told of when it is sent.
  const [verifiee, setVerifiee] = useState(true);
  const fautes = fautesPeriode(jours);
  const formulaire = useRef<HTMLFormElement>(null);
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    setVerifiee(true);
    if (fautes.size === 0) return chercher(texte.trim() || undefined, jours);
    const [du, au] = formulaire.current?.querySelectorAll<HTMLInputElement>("input[type=date]") ?? [];
    (fautes.has("du") ? du : au)?.focus();
  };
  const champ = (nom: keyof Periode, label: string) => (
    <Jour
      label={label}
      valeur={jours[nom] ?? ""}
      changer={(jour) => {
        setVerifiee(false);
        setJours({ ...jours, [nom]: jour || undefined });
      }}
      erreur={verifiee ? fautes.get(nom) : undefined}
    />
  );
  return (
    <form ref={formulaire} role="search" noValidate className="greffe-sans-impression fr-mb-3w" onSubmit={envoyer}>
      <div className="fr-search-bar fr-search-bar--lg">
        <label className="fr-label" htmlFor={CHAMP_RECHERCHE}>
          Numéro, nom, article ou mots
        </label>
        <input
          id={CHAMP_RECHERCHE}
          className="fr-input"
          type="search"
          value={texte}
          maxLength={400}
          placeholder="Numéro, nom, article ou mots"
          aria-keyshortcuts="/"
          onChange={(e) => setTexte(e.target.value)}
        />
        <button className="fr-btn" type="submit" title="Rechercher">
          Rechercher
        </button>
      </div>
      <fieldset className="fr-fieldset">
        <legend className="fr-fieldset__legend fr-fieldset__legend--regular">
          Jour du pourvoi, de la décision, ou de la réception de la pièce
          <span className="fr-hint-text">Facultatif. Les deux jours sont compris.</span>
        </legend>
        <div className="fr-fieldset__element fr-fieldset__element--inline">{champ("du", "À partir du")}</div>
        <div className="fr-fieldset__element fr-fieldset__element--inline">{champ("au", "Jusqu’au")}</div>
      </fieldset>
    </form>
  );
}

interface ResultatsProps {
  filtres: FiltresRecherche & { q: string };
  aller: (champs: FiltresRecherche) => void;
}

function Resultats({ filtres, aller }: ResultatsProps) {
  const { data: ref } = useQuery(referentiel);
  const lus = useInfiniteQuery(recherche(filtres));
  const { data, error, refetch, isPlaceholderData } = lus;
  const liste = useRef<HTMLUListElement>(null);
  const chambre = (code: string) => nomDeChambre(ref, code) ?? (code === "" ? "Sans chambre" : code);
  if (error && !data) return <ErreurSection quoi="La recherche" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="la recherche" />;
  const compte = (nom: string, valeur: string) => data.facets.find(({ name, value }) => name === nom && value === valeur)?.count ?? 0;
  const chambres = data.facets.filter(({ name }) => name === "chambre").map(({ value }) => value);
  // The latest first; one that is chosen alone stays, so that it can be let go.
  const annees = data.facets.filter(({ name }) => name === "annee").map(({ value }) => value).reverse();
  const choisie = (annee: string) => filtres.du === periodeDe(annee).du && filtres.au === periodeDe(annee).au;
  return (
    <div aria-busy={isPlaceholderData} className={isPlaceholderData ? "greffe-en-cours" : undefined}>
      <div role="group" aria-label="Affiner" className="greffe-sans-impression">
        <ul className="fr-tags-group">
          {(Object.keys(GENRES) as Genre[])
            .filter((genre) => compte("genre", genre) > 0 || filtres.genre === genre)
            .map((genre) => (
              <li key={genre}>
                <Tag
                  small
                  pressed={filtres.genre === genre}
                  nativeButtonProps={{ onClick: () => aller({ genre: filtres.genre === genre ? undefined : genre }) }}
                >
                  {`${GENRES[genre]} (${compte("genre", genre)})`}
                </Tag>
              </li>
            ))}
          {chambres
            .filter((code) => chambres.length > 1 || filtres.chambre === (code || "aucune"))
            .map((code) => (
              <li key={`chambre-${code}`}>
                <Tag
                  small
                  pressed={filtres.chambre === (code || "aucune")}
                  nativeButtonProps={{
                    onClick: () => aller({ chambre: filtres.chambre === (code || "aucune") ? undefined : code || "aucune" }),
                  }}
                >
                  {`${chambre(code)} (${compte("chambre", code)})`}
                </Tag>
              </li>
            ))}
          {annees
            .filter((annee) => annees.length > 1 || choisie(annee))
            .map((annee) => (
              <li key={`annee-${annee}`}>
                <Tag
                  small
                  pressed={choisie(annee)}
                  nativeButtonProps={{ onClick: () => aller(choisie(annee) ? { du: undefined, au: undefined } : periodeDe(annee)) }}
                >
                  {`${annee} (${compte("annee", annee)})`}
                </Tag>
              </li>
            ))}
        </ul>
      </div>
      <p role="status" className="fr-text--bold">
        {data.more ? "Plus de " : ""}
        {[pluriel(data.total ?? 0, "résultat"), periodeEnMots(filtres)].filter(Boolean).join(", ")}
      </p>
      {data.missing.length > 0 && (
        <p className="fr-message fr-message--warning">
          Une partie n’a pas pu être interrogée : {data.missing.map((genre) => GENRES[genre as Genre].toLocaleLowerCase("fr")).join(", ")}.
          Réessayez dans un instant.
        </p>
      )}
      {data.behind && <p className="fr-message fr-message--info">Une reprise est en cours : les derniers dossiers repris ne sont pas encore tous trouvés.</p>}
      {data.items.length === 0 ? (
        <div className="greffe-vide">
          <p className="fr-text--bold fr-mb-1w">Rien de ce que vous pouvez lire ne répond.</p>
          <p className="fr-mb-1w">Tous les mots sont cherchés ensemble : retirez-en, ou vérifiez le numéro.</p>
          {(filtres.genre || filtres.chambre || filtres.du || filtres.au) && (
            <Button
              size="small"
              priority="secondary"
              onClick={() => aller({ genre: undefined, chambre: undefined, du: undefined, au: undefined })}
            >
              Chercher partout
            </Button>
          )}
        </div>
      ) : (
        <ul className="greffe-liste-nue" ref={liste}>
          {data.items.map((une) => (
            <Ligne key={`${une.genre}-${une.reference}`} trouvaille={une} chambre={chambre} />
          ))}
        </ul>
      )}
      <Suite key={JSON.stringify(filtres)} liste={liste} montres={data.items.length} total={data.total} nom={["résultat", "résultats"]} {...suiteDe(lus)} />
    </div>
  );
}

function Ligne({ trouvaille, chambre }: { trouvaille: Trouvaille; chambre: (code: string) => string }) {
  const { genre, dossier_id, number, title, label, day, page, reference, stage_label, passage } = trouvaille;
  const sorte = genre as Genre;
  const nom = [number, title].filter(Boolean).join(" — ") || label || UN_GENRE[sorte];
  const mentions = [
    sorte === "piece" ? label : undefined,
    page ? `page ${page}` : undefined,
    trouvaille.chambre ? chambre(trouvaille.chambre) : undefined,
    stage_label,
    day ? date(day) : undefined,
  ].filter(Boolean);
  return (
    <li data-ligne className="fr-mb-3w">
      <h2 className="fr-h6 fr-mb-0">
        <span className="fr-badge fr-badge--sm fr-badge--no-icon fr-mr-1w">{UN_GENRE[sorte]}</span>
        {dossier_id ? (
          <Link to="/dossiers/$id" params={{ id: dossier_id }} search={{ onglet: ONGLET_DE[sorte], ...(sorte === "piece" && { piece: reference, page: page ?? undefined }) }}>
            {nom}
          </Link>
        ) : (
          nom
        )}
      </h2>
      <p className="greffe-mention fr-mb-0">{mentions.join(" · ")}</p>
      {passage.length > 0 && (
        <p className="fr-mb-0">
          <Passage parts={passage} />
        </p>
      )}
    </li>
  );
}
