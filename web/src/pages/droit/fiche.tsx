import { useQuery, type UseQueryOptions } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { motDuMode } from "../../actes/codes";
import type { FicheActe, FicheAvis, FicheControle, FicheTache, Nature, Tete } from "../../api/droit";
import { ficheDAvis, ficheDeControle, ficheDeProcedure, ficheDeTache, ficheDActe } from "../../api/requetes";
import { Erreur, Introuvable } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { libelle, majuscule } from "../../composants/formats";
import { Definitions, Liens, type Ligne, Liste, PageDuDroit, PhraseDActes, SectionDuDroit } from "./elements";
import { NATURES, natureDuDossier } from "./natures";
import { Procedure } from "./procedure";

/** A procedure, a notice, a task, a check or an act, as the law states it. */
export function FichePage() {
  const { dossier, id } = useParams({ from: "/droit/$dossier/$id" });
  const nature = natureDuDossier(dossier);
  if (!nature || nature === "regle") return <Introuvable />;
  return <FicheDeNature key={`${nature} ${id}`} nature={nature} id={id} />;
}

function FicheDeNature({ nature, id }: { nature: Exclude<Nature, "regle">; id: string }) {
  switch (nature) {
    case "procedure":
      return <UneFiche requete={ficheDeProcedure(id)} rendre={(fiche) => <Procedure fiche={fiche} />} />;
    case "avis":
      return <UneFiche requete={ficheDAvis(id)} rendre={(fiche) => <Avis fiche={fiche} />} />;
    case "tache":
      return <UneFiche requete={ficheDeTache(id)} rendre={(fiche) => <Tache fiche={fiche} />} />;
    case "controle":
      return <UneFiche requete={ficheDeControle(id)} rendre={(fiche) => <Controle fiche={fiche} />} />;
    case "acte":
      return <UneFiche requete={ficheDActe(id)} rendre={(fiche) => <Acte fiche={fiche} />} />;
  }
}

interface UneFicheProps<F extends Tete> {
  requete: UseQueryOptions<F, Error, F, string[]>;
  rendre: (fiche: F) => ReactNode;
}

function UneFiche<F extends Tete>({ requete, rendre }: UneFicheProps<F>) {
  const { data, error, refetch } = useQuery(requete);
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="la page" />;
  return (
    <PageDuDroit surtitre={NATURES[data.nature].nom} titre={data.label} catalogue={data.catalogue}>
      {rendre(data)}
    </PageDuDroit>
  );
}

const AUCUNE_PROCEDURE = "Aucune procédure que le catalogue connaisse.";
const connue = ({ known_by }: Tete): Ligne => ["Procédures", <Liens key="procedures" liens={known_by} vide={AUCUNE_PROCEDURE} />];

function Avis({ fiche }: { fiche: FicheAvis }) {
  return (
    <>
      <Definitions
        lignes={[
          ["Texte", fiche.article],
          ["Qui l’envoie", majuscule(fiche.by)],
          ["Destinataire", majuscule(fiche.to)],
          ["Modes d’envoi", <Liste key="modes" textes={fiche.means.map((mode) => motDuMode(mode) ?? libelle(mode))} />],
          ["Rendu nécessaire par", <PhraseDActes key="par" phrase={fiche.on} vide="Aucun acte." />],
          fiche.unless.length > 0 && ["N’est pas dû", <PhraseDActes key="sauf" phrase={fiche.unless} vide="" />],
          ["Délai d’envoi", fiche.within ? majuscule(fiche.within) : "Aucun que le texte fixe."],
          ["Ce qu’il doit dire", <Liste key="mentions" textes={fiche.mentions.map(majuscule)} vide="Aucune mention prévue." />],
          ["Preuve", <PhraseDActes key="preuve" phrase={fiche.proved_by} vide="L’enregistrement de son envoi." />],
          fiche.without_proof !== "" && ["Sans preuve", majuscule(fiche.without_proof)],
          fiche.doubt !== "" && ["Point discuté", majuscule(fiche.doubt)],
          connue(fiche),
        ]}
      />
      <SectionDuDroit titre="Délais qu’il fait courir ou satisfait" singulier="délai" entrees={fiche.rules} note="Longueur" />
    </>
  );
}

function Tache({ fiche }: { fiche: FicheTache }) {
  const sansActe = fiche.opens_on_missing ? "Un délai auquel il manque une information." : "Un délai échu.";
  return (
    <>
      <Definitions
        lignes={[
          ["Texte", fiche.article],
          ["À qui", majuscule(fiche.role)],
          ["Urgence", majuscule(fiche.severity)],
          ["Ce qui l’ouvre", <PhraseDActes key="quand" phrase={fiche.when} vide={sansActe} />],
          ["À faire avant", <PhraseDActes key="avant" phrase={fiche.due} vide="Aucune date fixée." />],
          ["Ce qui la clôt", <Liens key="clot" liens={fiche.closed_by} vide="La fin de ce qui l’a ouverte." />],
          ["Stades", <Liste key="stades" textes={fiche.stages.map(({ label }) => label)} />],
          fiche.after_end && ["Après la fin de l’affaire", "Elle reste due."],
          connue(fiche),
        ]}
      />
      <SectionDuDroit titre="Délais dont l’échéance l’ouvre" singulier="délai" entrees={fiche.rules} note="Longueur" />
    </>
  );
}

function Controle({ fiche }: { fiche: FicheControle }) {
  return (
    <>
      <Definitions
        lignes={[
          ["Texte", fiche.article],
          ["Gravité", majuscule(fiche.severity)],
          ["À défaut", majuscule(fiche.consequence)],
          ["Avant", <Liste key="jalons" textes={fiche.milestones.map(({ label }) => label)} vide="Aucun jalon." />],
          ["Quand il se fait", <PhraseDActes key="quand" phrase={fiche.when} vide="Toujours." />],
          fiche.regular.length > 0 && ["Régulier si", <PhraseDActes key="regulier" phrase={fiche.regular} vide="" />],
          fiche.irregular.length > 0 && ["Irrégulier si", <PhraseDActes key="irregulier" phrase={fiche.irregular} vide="" />],
          ["Corrigé par", <Liens key="corrige" liens={fiche.cured_by} vide="La vérification d’une personne." />],
          connue(fiche),
        ]}
      />
      <SectionDuDroit titre="Délais qui doivent avoir été tenus" singulier="délai" entrees={fiche.rules} note="Longueur" />
    </>
  );
}

function Acte({ fiche }: { fiche: FicheActe }) {
  return (
    <>
      <Definitions
        lignes={[
          ["Texte", fiche.article || "Aucun que le catalogue cite."],
          ["Classe", fiche.class === "fait_recu" ? "Fait reçu\u00a0: toujours enregistré." : "Acte de la Cour\u00a0: enregistré si la loi le permet."],
          ["Dates", <Liste key="dates" textes={fiche.dates} vide="Aucune." />],
          ["Ce qu’il dit", <Liste key="champs" textes={fiche.fields} vide="Rien d’autre." />],
          ["Stades qui l’attendent", <Liste key="stades" textes={fiche.stages.map(({ label }) => label)} vide="Aucun." />],
          fiche.moves.length > 0 && ["Stades qu’il ouvre ou quitte", <Liste key="mene" textes={fiche.moves.map(({ label }) => label)} />],
          fiche.remedy !== "" && ["S’il est refusé", fiche.remedy],
          fiche.quiet !== "" && ["Rien ne s’ensuit", majuscule(fiche.quiet)],
          connue(fiche),
        ]}
      />
      <SectionDuDroit titre="Délais qu’il ouvre" singulier="délai" entrees={fiche.opens} note="Longueur" />
      <SectionDuDroit titre="Délais qu’il satisfait" singulier="délai" entrees={fiche.satisfies} note="Longueur" />
      <SectionDuDroit titre="Délais qu’il interrompt, déplace ou abrège" singulier="délai" entrees={fiche.touches} note="Longueur" />
      <SectionDuDroit titre="Tâches qu’il ouvre" singulier="tâche" entrees={fiche.tasks_opened} note="À qui" />
      <SectionDuDroit titre="Tâches qu’il clôt" singulier="tâche" entrees={fiche.tasks_closed} note="À qui" />
      <SectionDuDroit titre="Avis qu’il rend nécessaires" singulier="avis" plusieurs="avis" entrees={fiche.notices_due} note="Destinataire" />
      <SectionDuDroit titre="Avis qu’il prouve" singulier="avis" plusieurs="avis" entrees={fiche.notices_proved} note="Destinataire" />
      <SectionDuDroit titre="Contrôles qui le regardent" singulier="contrôle" entrees={fiche.checks} note="Gravité" />
    </>
  );
}
