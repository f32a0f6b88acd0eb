import { Select } from "@codegouvfr/react-dsfr/Select";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { FormulaireActe } from "../../actes/formulaire-acte";
import { AUTRE_PORTE, PRONONCENT } from "../../actes/formulaires";
import { saisiePreremplie } from "../../actes/saisie";
import { peut, peutProposerActe } from "../../api/droits";
import { actes, dossier, referentiel } from "../../api/requetes";
import { useToutLire } from "../../api/tout-lire";
import type { TypeActe } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { TitrePage } from "../../composants/titre-page";
import { FilDossier } from "./fil-dossier";

/** Records an act: choose the type among those that may come now, then fill in its form. */
export function ActePage() {
  const { id } = useParams({ from: "/dossiers/$id/acte" });
  const { type: choisi, ...prefixe } = useSearch({ from: "/dossiers/$id/acte" });
  const naviguer = useNavigate();
  const { data, error, refetch } = useQuery(dossier(id));
  const { data: ref, error: sansRef, refetch: relireRef } = useQuery(referentiel);
  const journal = useInfiniteQuery({ ...actes(data?.dossier_id ?? ""), enabled: Boolean(data) });
  // The act that this one speaks of may be an old one.
  useToutLire(journal, Boolean(choisi));
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (sansRef && !ref) return <Erreur cause={sansRef} reessayer={() => void relireRef()} />;
  if (!data || !ref) return <Attente quoi="le formulaire" />;

  const possibles = ref.acts.filter(
    ({ kind, class: classe }) =>
      data.possible_acts.includes(kind) && !AUTRE_PORTE.has(kind) && peutProposerActe(data, kind, classe),
  );
  // The referential knows the fields; a received fact that nobody expects can be recorded all the same.
  const type = ref.acts.find(({ kind }) => kind === choisi && !AUTRE_PORTE.has(kind));
  // Each notice, to each party, has a draft of its own.
  const visee = [prefixe.avis, prefixe.point, prefixe.pourvoi, prefixe.partie, prefixe.jour].filter(Boolean).map((un) => `:${un}`).join("");
  const retour = (
    <Link to="/dossiers/$id" params={{ id: data.dossier_id }} className="fr-btn fr-btn--secondary">
      Abandonner
    </Link>
  );
  const prononce = PRONONCENT.some((kind) => data.possible_acts.includes(kind)) && peut(data, "enregistrer_acte_de_la_cour");
  return (
    <>
      <FilDossier dossier={data} page="Enregistrer un acte" />
      <TitrePage titre={`Enregistrer un acte — ${data.number}`}>
        Enregistrer un acte <span className="greffe-mention">au dossier {data.number}</span>
      </TitrePage>
      {prononce && (
        <p>
          Une décision a son propre formulaire&nbsp;:{" "}
          <Link to="/dossiers/$id/decision" params={{ id: data.dossier_id }}>
            prononcer, rabattre ou rectifier une décision
          </Link>
          .
        </p>
      )}
      <div className="greffe-formulaire fr-mb-3w">
        <Select
          label="Type d’acte"
          hint="Un fait reçu est toujours enregistré, même tardif ; un acte de la Cour l’est si la loi le permet."
          nativeSelectProps={{
            value: type?.kind ?? "",
            onChange: (e) =>
              void naviguer({
                to: "/dossiers/$id/acte",
                params: { id },
                search: { type: e.target.value || undefined },
                replace: true,
              }),
          }}
        >
          <option value="">Choisir un type d’acte…</option>
          <Groupe nom="Faits reçus" types={possibles.filter((acte) => acte.class === "fait_recu")} />
          <Groupe nom="Actes de la Cour" types={possibles.filter((acte) => acte.class === "acte_de_la_cour")} />
          {type && !possibles.some(({ kind }) => kind === type.kind) && <option value={type.kind}>{type.label}</option>}
        </Select>
      </div>
      {type && (
        <FormulaireActe
          key={type.kind + visee}
          brouillon={`${data.dossier_id}:${type.kind}${visee}`}
          type={type}
          dossier={data}
          actes={journal.data?.items ?? []}
          initiale={saisiePreremplie(type, prefixe, data)}
          avant={
            prefixe.panne && (
              <p>
                Dates reprises du{" "}
                <Link to="/pannes/$panne" params={{ panne: prefixe.panne }}>
                  certificat de la panne {prefixe.panne}
                </Link>
                .
              </p>
            )
          }
          annuler={retour}
          fini={(enregistre) => {
            annoncer("L’acte est enregistré.");
            void naviguer({ to: "/dossiers/$id", params: { id: data.dossier_id }, search: { acte: enregistre.act_id } });
          }}
        />
      )}
      {!type && retour}
    </>
  );
}

function Groupe({ nom, types }: { nom: string; types: TypeActe[] }) {
  if (types.length === 0) return null;
  return (
    <optgroup label={nom}>
      {types.map(({ kind, label }) => (
        <option key={kind} value={kind}>
          {label}
        </option>
      ))}
    </optgroup>
  );
}
