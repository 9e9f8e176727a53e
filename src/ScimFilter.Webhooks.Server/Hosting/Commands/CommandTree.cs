using System.CommandLine;
using System.CommandLine.Help;
using ScimFilter.Webhooks.Server.Configuration;

namespace ScimFilter.Webhooks.Server.Hosting.Commands;

/// <summary>The commands with their arguments and options. Every one takes settings besides, as the server does.</summary>
internal static class CommandTree
{
    private const string Settings =
        "Settings follow as --Webhooks:DataFolder=FOLDER, or come from the environment or appsettings.json, as for the server.";

    /// <summary>The name of the root, which runs the server.</summary>
    public const string ServerName = "webhooks";

    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Follow the line that says why the program ends by the frames of its exception.",
        Recursive = true,
    };

    /// <summary>Builds the commands.</summary>
    /// <param name="settings">The settings that the command which is run takes.</param>
    public static Command Build(IReadOnlyList<string> settings)
    {
        var root = new Command(
            ServerName,
            $"Runs the webhook service, or a command on its data folder. {Settings} "
            + "Exit codes: 0 done, 1 'check' has found faults, 2 nothing was done.")
        {
            Verbose, Keys(settings), Backup(settings), Check(settings), RotateKey(settings), Compact(settings),
        };
        root.Options.Add(new HelpOption());
        root.Options.Add(new VersionOption());
        root.SetAction(async (_, cancellationToken) =>
        {
            await using WebApplication app = ServerApplication.Build([.. settings]);
            await app.RunUntilStoppedAsync(cancellationToken);
            return ExitCodes.Done;
        });
        return root;
    }

    private static Command Keys(IReadOnlyList<string> settings)
    {
        var tenant = new Option<string>("--tenant") { Description = "The tenant that the key lets into.", Required = true };
        var user = new Option<string>("--user") { Description = "Who it lets in.", Required = true };
        var roles = new Option<string[]>("--role")
        {
            Description = $"A role, any number of times: {string.Join(", ", Roles.All)}. None: {Roles.UseWebhooks}.",
        };
        var key = new Argument<string>("KEY")
        {
            Description = "Its identifier as 'keys list' shows it, the beginning of that, or the key itself.",
        };
        return new Command("keys", "Adds, lists and revokes keys of callers. A running server takes notice within three seconds.")
        {
            Described(settings, "add", "Makes a key and prints it this once.", (services, result) =>
                KeysCommand.Add(services, result.GetValue(tenant)!, result.GetValue(user)!, result.GetValue(roles) ?? []),
                tenant, user, roles),
            Described(
                settings, "list", "Prints identifier, tenant, user, roles and time of each key.",
                (services, _) => KeysCommand.List(services)),
            Described(settings, "revoke", "Deletes a key.", (services, result) => KeysCommand.Revoke(services, result.GetValue(key)!), key),
        };
    }

    private static Command Backup(IReadOnlyList<string> settings)
    {
        var file = new Argument<string>("FILE") { Description = "A file that does not exist yet." };
        return Described(
            settings, "backup", "Writes the database as it is at one moment into a file, beside a running server too.",
            (services, result) => BackupCommand.Run(services, result.GetValue(file)!), file);
    }

    private static Command Check(IReadOnlyList<string> settings) => Described(
        settings, "check",
        "Reads the whole database, beside a running server too, and names what is damaged: file, key, webhooks, keys, deliveries, events.",
        (services, _) => CheckCommand.Run(services));

    private static Command RotateKey(IReadOnlyList<string> settings)
    {
        var file = new Option<string?>("--new-key-file")
        {
            Description = "A file with the new key in Base64, when the key is in Webhooks:EncryptionKey.",
        };
        var discard = new Option<bool>("--discard-unreadable")
        {
            Description = "Give up secrets that the key does not open, and disable their webhooks.",
        };
        return Described(
            settings, "rotate-key", "Seals all secrets with a new key. The server must be stopped. It may be killed and run again.",
            (services, result) => RotateKeyCommand.Run(services, result.GetValue(file), result.GetValue(discard)), file, discard);
    }

    private static Command Compact(IReadOnlyList<string> settings) => Described(
        settings, "compact", "Writes the database anew without its free space. The server must be stopped.",
        (services, _) => CompactCommand.Run(services));

    private static Command Described(
        IReadOnlyList<string> settings, string name, string text, Func<IServiceProvider, ParseResult, int> run,
        params ReadOnlySpan<Symbol> symbols)
    {
        var command = new Command(name, text);
        foreach (Symbol symbol in symbols)
        {
            if (symbol is Option option)
            {
                command.Add(option);
            }
            else
            {
                command.Add((Argument)symbol);
            }
        }

        command.SetAction(async (result, _) =>
        {
            // The services as the server has them, none of which is started.
            await using WebApplication app = ServerApplication.Build([.. settings]);
            return run(app.Services, result);
        });
        return command;
    }
}
