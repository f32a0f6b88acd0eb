import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { ouvrirLotAvis, useCommande } from "../../api/commandes";
import { avisDus, type FiltresAvis, lotsAvis, referentiel } from "../../api/requetes";
import type { AvisDu } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, dateLongue, joursJusque, majuscule, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { Suite, suiteDe } from "../../composants/suite";
import { TitrePage } from "../../composants/titre-page";
import { Chiffres } from "./chiffres";
import { GRAVITES, motDuCanal, peutPartir, PLACES } from "./mots";

/** Notices that the registry owes, by chamber and day; those chosen are prepared and sent together. */
export function AvisDusPage() {
  const filtres = useSearch({ from: "/avis" });
  const lecture = useInfiniteQuery(avisDus(filtres));
  const { data, error, refetch } = lecture;
  return (
    <>
      <TitrePage titre="Avis dus" />
      <Chiffres niveau="h2" />
      <Filtres filtres={filtres} />
      {error && !data ? (
        <ErreurSection quoi="Les avis" cause={error} reessayer={() => void refetch()} />
      ) : data ? (
        data.items.length > 0 ? (
          <Tableau avis={data.items} suite={suiteDe(lecture)} />
        ) : (
          <div className="greffe-vide">
            <p className="fr-text--bold fr-mb-0">Aucun avis n’est dans cet état.</p>
          </div>
        )
      ) : (
        <Attente quoi="les avis" />
      )}
      <Lots />
    </>
  );
}

function Filtres({ filtres }: { filtres: FiltresAvis }) {
  const naviguer = useNavigate({ from: "/avis" });
  const { data: ref } = useQuery(referentiel);
  const changer = (champs: FiltresAvis) => void naviguer({ search: (avant) => ({ ...avant, ...champs }), replace: true, resetScroll: false });
  return (
    <div className="greffe-filtres fr-grid-row fr-grid-row--gutters fr-mb-2w">
      <div className="fr-col-12 fr-col-md-4">
        <Select
          label="État"
          nativeSelectProps={{
            value: filtres.etat ?? "",
            onChange: (e) => changer({ etat: (e.target.value || undefined) as FiltresAvis["etat"] }),
          }}
        >
          <option value="">Tout ce qui reste à faire ou à prouver</option>
          {Object.entries(PLACES).map(([code, nom]) => (
            <option key={code} value={code}>
              {nom}
            </option>
          ))}
        </Select>
      </div>
      <div className="fr-col-12 fr-col-md-4">
        <Select
          label="Chambre"
          nativeSelectProps={{ value: filtres.chambre ?? "", onChange: (e) => changer({ chambre: e.target.value || undefined }) }}
        >
          <option value="">Toutes les miennes</option>
          {ref?.chambres.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </Select>
      </div>
      <div className="fr-col-12 fr-col-md-4">
        <Input
          label="À envoyer au plus tard le"
          nativeInputProps={{ type: "date", value: filtres.avant ?? "", onChange: (e) => changer({ avant: e.target.value || undefined }) }}
        />
      </div>
    </div>
  );
}

function Tableau({ avis, suite }: { avis: AvisDu[]; suite: ReturnType<typeof suiteDe> }) {
  const liste = useRef<HTMLDivElement>(null);
  const [choisis, setChoisis] = useState<ReadonlySet<string>>(new Set());
  const possibles = avis.filter(peutPartir).map(({ notice_id }) => notice_id);
  const gardes = possibles.filter((id) => choisis.has(id));
  const basculer = (id: string) => {
    const suivant = new Set(choisis);
    if (!suivant.delete(id)) suivant.add(id);
    setChoisis(suivant);
  };
  return (
    <div ref={liste}>
      {possibles.length > 0 && (
        <PreparerLot
          choisis={gardes}
          tout={gardes.length === possibles.length}
          basculerTout={() => setChoisis(new Set(gardes.length === possibles.length ? [] : possibles))}
        />
      )}
      {/* The table may be wider than the screen: the region takes the focus to be scrolled. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="greffe-table" role="region" aria-label="Avis" tabIndex={0}>
        <table>
          <caption>{pluriel(avis.length, "avis", "avis")}</caption>
          <thead>
            <tr>
              <th scope="col" className="greffe-sans-impression">
                Choix
              </th>
              <th scope="col">Avis</th>
              <th scope="col">Dossier</th>
              <th scope="col">Destinataire</th>
              <th scope="col">Avant le</th>
              <th scope="col">État</th>
            </tr>
          </thead>
          <tbody>
            {avis.map((un) => (
              <Ligne key={un.notice_id} avis={un} choisi={choisis.has(un.notice_id)} basculer={() => basculer(un.notice_id)} />
            ))}
          </tbody>
        </table>
      </div>
      <Suite liste={liste} montres={avis.length} nom={["avis", "avis"]} {...suite} />
    </div>
  );
}

function Ligne({ avis, choisi, basculer }: { avis: AvisDu; choisi: boolean; basculer: () => void }) {
  const tard = avis.due && joursJusque(avis.due) < 0 && ["a_preparer", "a_remettre", "a_examiner"].includes(avis.place);
  return (
    <tr data-ligne={avis.notice_id} data-place={avis.place}>
      <td className="greffe-sans-impression">
        {peutPartir(avis) && (
          <div className="fr-checkbox-group fr-checkbox-group--sm">
            <input id={`choix-${avis.notice_id}`} type="checkbox" checked={choisi} onChange={basculer} />
            <label className="fr-label" htmlFor={`choix-${avis.notice_id}`}>
              <span className="fr-sr-only">
                {avis.label}, dossier {avis.dossier_number}
              </span>
            </label>
          </div>
        )}
      </td>
      <th scope="row">
        <Link to="/avis/$avis" params={{ avis: avis.notice_id }}>
          {avis.label}
        </Link>{" "}
        <span className="greffe-article">{avis.article}</span>
        {avis.corrective_owed && <div className="fr-error-text fr-mt-0">Avis rectificatif dû</div>}
      </th>
      <td>{avis.dossier_number}</td>
      <td>{majuscule(avis.recipient)}</td>
      <td>{avis.due ? <time dateTime={avis.due}>{date(avis.due)}</time> : <span className="greffe-mention">Sans terme</span>}</td>
      <td>
        <Badge as="span" small severity={tard ? "error" : GRAVITES[avis.place]}>
          {tard ? `En retard (${PLACES[avis.place].toLocaleLowerCase("fr")})` : PLACES[avis.place]}
        </Badge>
        {avis.channel && <div className="greffe-mention">{motDuCanal(avis.channel)}</div>}
      </td>
    </tr>
  );
}

function PreparerLot({ choisis, tout, basculerTout }: { choisis: string[]; tout: boolean; basculerTout: () => void }) {
  const naviguer = useNavigate();
  const client = useQueryClient();
  const [titre, setTitre] = useState("");
  const ouvrir = useCommande(ouvrirLotAvis, ({ batch_id }) => {
    void client.invalidateQueries({ queryKey: ["avis"] });
    void naviguer({ to: "/avis/lots/$lot", params: { lot: batch_id } });
  });
  return (
    <form
      className="greffe-bloc greffe-sans-impression fr-mb-2w"
      onSubmit={(e) => {
        e.preventDefault();
        void ouvrir.envoyer({ title: titre.trim(), notice_ids: choisis });
      }}
    >
      <AlerteErreur erreur={ouvrir.erreur} />
      <div className="greffe-actions">
        <Input
          label="Titre du lot"
          hintText="Exemple : rôle de l’audience du 8 décembre"
          nativeInputProps={{ value: titre, maxLength: 200, onChange: (e) => setTitre(e.target.value) }}
        />
        <Button type="button" priority="tertiary" onClick={basculerTout}>
          {tout ? "Ne rien choisir" : "Choisir tout ce qui est à l’écran"}
        </Button>
        <Button type="submit" disabled={choisis.length === 0 || !titre.trim()} nativeButtonProps={occupe(ouvrir.enCours)}>
          {ouvrir.enCours ? "Préparation…" : `Préparer ${pluriel(choisis.length, "avis", "avis")} ensemble`}
        </Button>
      </div>
    </form>
  );
}

function Lots() {
  const { data } = useQuery(lotsAvis);
  if (!data || data.length === 0) return null;
  return (
    <section className="fr-mt-4w" aria-labelledby="titre-lots">
      <h2 id="titre-lots" className="fr-h5">
        Derniers lots
      </h2>
      <ul>
        {data.map(({ batch_id, title, opened_at, sent, total }) => (
          <li key={batch_id}>
            <Link to="/avis/lots/$lot" params={{ lot: batch_id }}>
              {title}
            </Link>{" "}
            <span className="greffe-mention">
              {dateLongue(opened_at)}, {sent} envoyés sur {total}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
