import { useRouter } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, MouseEvent } from "react";

/** Link of the design system's components: within the app it navigates, outside it is a plain link. */
export function Lien({ href, onClick, target, children, ...reste }: AnchorHTMLAttributes<HTMLAnchorElement>) {
  const routeur = useRouter();
  const interne = href?.startsWith("/") && !/^\/(api|connexion|deconnexion|aide)(\/|$|\?)/.test(href) && !target;
  const suivre = (clic: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(clic);
    const autreFenetre = clic.metaKey || clic.ctrlKey || clic.shiftKey || clic.altKey || clic.button !== 0;
    if (!interne || !href || autreFenetre || clic.defaultPrevented) return;
    clic.preventDefault();
    routeur.history.push(href);
  };
  return (
    <a {...reste} href={href} target={target} onClick={suivre}>
      {children}
    </a>
  );
}
