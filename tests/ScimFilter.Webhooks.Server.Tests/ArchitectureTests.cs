using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ScimFilter.Webhooks.Server.Api.RateLimits;

namespace ScimFilter.Webhooks.Server.Tests;

/// <summary>Which folder of the service may know which.</summary>
public class ArchitectureTests
{
    private const string Root = "ScimFilter.Webhooks.Server";

    /// <summary>Each folder with the folders that it knows. Those stand before it, so there is no cycle.</summary>
    private static readonly (string Folder, string[] Knows)[] _folders =
    [
        ("(root)", []),
        ("Storage", ["(root)"]),
        ("Configuration", ["Storage"]),
        ("Storage.Contract", []),
        ("Storage.Sqlite.Connections", ["(root)", "Storage"]),
        ("Api.Http", ["Configuration", "Storage", "Storage.Contract", "Storage.Sqlite.Connections"]),
        ("Identity", ["Configuration"]),
        ("Telemetry", []),
        ("Api.Access", ["Api.Http", "Configuration", "Identity", "Storage.Contract", "Telemetry"]),
        ("Api.Description", ["Api.Http"]),
        ("Api.RateLimits", ["Api.Http", "Configuration", "Identity"]),
        ("Api.Checks", ["Api.Access", "Api.Description", "Api.Http", "Api.RateLimits", "Identity", "Storage", "Storage.Contract"]),
        ("Delivery.Resolving", ["Configuration"]),
        ("Delivery.Http", ["Configuration", "Delivery.Resolving", "Storage"]),
        ("Webhooks", ["Storage.Contract"]),
        ("Delivery.Lanes", ["Configuration", "Storage.Contract", "Telemetry", "Webhooks"]),
        ("Signals", ["Storage.Contract"]),
        ("Delivery.Sending", ["Delivery.Http", "Delivery.Lanes", "Signals", "Storage.Contract", "Telemetry"]),
        ("Storage.Replays", ["Storage.Contract"]),
        ("Replaying", ["Signals", "Storage.Contract", "Storage.Replays", "Webhooks"]),
        ("Api.Deliveries",
        [
            "Api.Access", "Api.Description", "Api.Http", "Api.RateLimits", "Configuration", "Delivery.Sending", "Identity",
            "Replaying", "Signals", "Storage.Contract", "Storage.Replays",
        ]),
        ("Intake", ["Signals", "Storage.Contract", "Telemetry"]),
        ("Api.Events", ["Api.Access", "Api.Description", "Api.Http", "Configuration", "Identity", "Intake", "Storage.Contract"]),
        ("Api.Webhooks",
        [
            "Api.Access", "Api.Description", "Api.Http", "Api.RateLimits", "Configuration", "Delivery.Http", "Delivery.Lanes",
            "Identity", "Storage.Contract", "Webhooks",
        ]),
        ("Clock", []),
        ("Storage.Sqlite.Paging", ["Storage", "Storage.Contract", "Storage.Sqlite.Connections"]),
        ("Storage.Sqlite.Writing", ["Storage.Sqlite.Connections"]),
        ("Storage.Sqlite",
        [
            "(root)", "Clock", "Identity", "Storage", "Storage.Contract", "Storage.Replays", "Storage.Sqlite.Connections",
            "Storage.Sqlite.Paging", "Storage.Sqlite.Writing",
        ]),
        ("Storage.Upkeep", ["(root)", "Storage", "Storage.Contract", "Storage.Sqlite", "Storage.Sqlite.Connections"]),
        ("Api", ["Api.Checks", "Api.Deliveries", "Api.Events", "Api.Http", "Api.Webhooks", "Signals", "Storage", "Storage.Upkeep"]),
        ("Delivery", ["Clock", "Configuration", "Delivery.Lanes", "Delivery.Sending", "Signals", "Storage.Contract", "Webhooks"]),
        ("Matching", ["Clock", "Configuration", "Delivery", "Signals", "Storage.Contract", "Telemetry"]),
        ("Sweeping", ["Api.RateLimits", "Clock", "Configuration", "Delivery.Lanes", "Signals", "Storage.Contract", "Storage.Sqlite"]),
        ("Hosting",
        [
            "(root)", "Api", "Api.Access", "Api.Checks", "Api.Http", "Api.RateLimits", "Api.Webhooks", "Clock", "Configuration",
            "Delivery", "Delivery.Http", "Delivery.Lanes", "Delivery.Resolving", "Delivery.Sending", "Identity", "Intake", "Matching",
            "Replaying", "Signals", "Storage", "Storage.Contract", "Storage.Replays", "Storage.Sqlite", "Storage.Sqlite.Connections",
            "Storage.Upkeep", "Sweeping", "Telemetry", "Webhooks",
        ]),
        ("Hosting.Commands",
        [
            "(root)", "Configuration", "Hosting", "Identity", "Storage", "Storage.Sqlite", "Storage.Sqlite.Connections",
            "Storage.Upkeep",
        ]),
    ];

    private static readonly Architecture _architecture = new ArchLoader().LoadAssemblies(typeof(Program).Assembly).Build();

    [Fact]
    public void A_folder_knows_those_of_its_row_and_no_others()
    {
        var rows = _folders.ToDictionary(row => row.Folder, row => row.Knows, StringComparer.Ordinal);
        Assert.All(References(), folder => Assert.Empty(folder.Value.Except(rows[folder.Key], StringComparer.Ordinal)));
    }

    [Fact]
    public void There_is_no_cycle()
    {
        var before = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string folder, string[] knows) in _folders)
        {
            Assert.Empty(knows.Except(before, StringComparer.Ordinal).Select(known => $"{folder} knows {known}"));
            before.Add(folder);
        }
    }

    [Fact]
    public void Only_the_api_knows_its_errors() =>
        Assert.Empty(References().Where(folder => !folder.Key.StartsWith("Api", StringComparison.Ordinal) && folder.Key != "Hosting")
            .Where(folder => folder.Value.Contains("Api.Http")).Select(folder => folder.Key));

    private static SortedDictionary<string, SortedSet<string>> References()
    {
        var references = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (IType type in _architecture.Types.Where(type => IsOwn(type.Namespace?.FullName) && type.Name != nameof(Program)))
        {
            string folder = FolderOf(type);
            if (!references.TryGetValue(folder, out SortedSet<string>? known))
            {
                references.Add(folder, known = new SortedSet<string>(StringComparer.Ordinal));
            }

            known.UnionWith(type.Dependencies.Select(dependency => dependency.Target).Where(target => IsOwn(target.Namespace?.FullName))
                .Select(FolderOf).Where(other => other != folder));
        }

        return references;
    }

    private static bool IsOwn(string? name) => name is not null && (name == Root || name.StartsWith(Root + ".", StringComparison.Ordinal));

    private static string FolderOf(IType type) => type.Namespace.FullName == Root ? "(root)" : type.Namespace.FullName[(Root.Length + 1)..];
}
