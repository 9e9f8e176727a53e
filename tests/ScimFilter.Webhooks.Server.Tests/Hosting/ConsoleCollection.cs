namespace ScimFilter.Webhooks.Server.Tests.Hosting;

/// <summary>Tests that redirect the console run alone.</summary>
[CollectionDefinition(nameof(Console), DisableParallelization = true)]
public sealed class ConsoleCollection;
