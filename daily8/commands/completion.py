"""`daily8 completion`: what lets a shell complete daily8's commands."""

import click
from click.shell_completion import get_completion_class

_HOW = {
    "bash": "daily8 completion bash > ~/.local/share/bash-completion/completions/daily8",
    "zsh": "daily8 completion zsh > a folder of $fpath, as _daily8",
    "fish": "daily8 completion fish > ~/.config/fish/completions/daily8.fish",
}


@click.command(epilog="\b\n" + "\n".join(_HOW.values()))
@click.argument("shell", type=click.Choice(list(_HOW)))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script by which bash, zsh or fish complete the commands of daily8."""
    made = get_completion_class(shell)
    if made is None:
        raise click.ClickException(f"{shell}: click knows no completion for it")
    command = context.find_root().command
    click.echo(made(command, {}, "daily8", "_DAILY8_COMPLETE").source())
