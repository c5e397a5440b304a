"""A worker's private memory, for a small and a large audience, each in a fresh process."""

import subprocess
import sys
from typing import Any

from bench import people
from bench.private import private_mb
from campaigns.models import SmartCampaign, Workspace

_WORKER = """
import sys
import django
django.setup()
from bench import engine_side, memory
from campaigns.models import SmartCampaign
engine_side.run(SmartCampaign.objects.get(pk=int(sys.argv[1])), after_each=memory.note)
print(memory.peak)
"""
peak = 0.0  # MB


def compare(workspace: Workspace, campaign: SmartCampaign, *, small: int, large: int) -> dict[str, Any]:
    return {
        "small": small,
        "small_mb": _of_worker(workspace, campaign, small),
        "large": large,
        "large_mb": _of_worker(workspace, campaign, large),
    }


def note() -> None:
    global peak
    peak = max(peak, private_mb())


def _of_worker(workspace: Workspace, campaign: SmartCampaign, count: int) -> float:
    people.make_template(workspace, count)
    people.lay()
    command = [sys.executable, "-c", _WORKER, str(campaign.pk)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])
