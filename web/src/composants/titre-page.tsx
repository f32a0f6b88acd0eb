import { type ReactNode, useEffect, useRef } from "react";

/** The page the app starts on leaves the focus where the browser puts it. */
let premierePage = true;

/**
 * Title of a page: names the document and, after a change of page, takes the focus, so that a screen
 * reader says where one is.
 */
export function TitrePage({ titre, children, className }: { titre: string; children?: ReactNode; className?: string }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${titre} — Greffe`;
  }, [titre]);
  useEffect(() => {
    if (!premierePage) ref.current?.focus({ preventScroll: true });
    premierePage = false;
  }, []);
  return (
    <h1 ref={ref} tabIndex={-1} className={className}>
      {children ?? titre}
    </h1>
  );
}
