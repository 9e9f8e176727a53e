using ScimFilter.Webhooks.Server.Storage.Upkeep;

namespace ScimFilter.Webhooks.Server.Hosting.Commands;

/// <summary>Looks for what is damaged, beside a running server too, and changes nothing.</summary>
internal static class CheckCommand
{
    /// <summary>Prints a line for each fault.</summary>
    public static int Run(IServiceProvider services)
    {
        using StoreAccess store = StoreAccess.Beside(services);
        int faults = 0;
        foreach (string fault in new StoreCheck(store.Session, services.GetRequiredService<SecretKeys>()).Run())
        {
            Console.WriteLine(fault);
            faults++;
        }

        Console.WriteLine(faults == 0 ? "No faults." : $"Faults: {faults}.");
        return faults == 0 ? ExitCodes.Done : ExitCodes.Faults;
    }
}
