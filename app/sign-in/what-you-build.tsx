import { LitMap } from '@/components/map/lit-map';
import { mapView } from '@/components/map/map-view';
import { allLabs } from '@/labs';
import { stepsOf, trackIn } from '@/lib/lab/lab';

/** The map of the first lab that has one: what this is, at a glance. */
export function WhatYouBuild() {
  for (const lab of allLabs()) {
    const track = trackIn(lab, '');
    const view = mapView(lab, track);
    if (view) return <LitMap view={view} lab={lab.title} minutes={stepsOf(lab, track).reduce((sum, s) => sum + s.minutes, 0)} />;
  }
  return null;
}
