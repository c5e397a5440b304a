"""What assets that lie in the tree share: where they are looked for, and where new ones go."""

from dataclasses import replace

from campaigns.selectors.outside.placed import Wanted
from designer.marketo import paging
from designer.marketo.base import AssetView
from designer.marketo.places import all_folders, existing_node, place_of


class BrowsingView(AssetView):
    def wanted(self) -> Wanted:
        wanted, ref = paging.wanted(self.given), self.given.folder("folder")
        if ref is None:
            return wanted
        return replace(wanted, place=place_of(ref, all_folders(**self.scope, workspace=self.workspace)))

    def parent(self) -> str | None:
        known = all_folders(**self.scope, workspace=self.workspace)
        return existing_node(self.given.needed_folder("folder"), known)
