using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration.Memory;
using ScimFilter.Webhooks.Server.Api;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Configuration;

namespace ScimFilter.Webhooks.Server.Hosting;

/// <summary>Puts the server together.</summary>
internal static class ServerApplication
{
    // Logs what prevents the start with all its frames. The exception goes to the caller as well, who says it in one line.
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    // What holds unless the configuration says otherwise.
    private static readonly Dictionary<string, string?> _defaults = new(StringComparer.Ordinal)
    {
        [WebHostDefaults.ServerUrlsKey] = "http://127.0.0.1:5080",
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",

        // The authentication writes four lines for each request without a known bearer: anyone could fill the disk.
        ["Logging:LogLevel:ScimFilter.Webhooks.Server.Api.Access"] = "Warning",
        ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",
    };

    /// <summary>Builds the server from the command line, the environment and <c>appsettings.json</c>.</summary>
    /// <param name="args">The command line.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The configuration is not valid.</exception>
    public static WebApplication Build(string[] args) => Build(args, _ => { });

    /// <summary>Builds the server with some of its services replaced.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="replace">Replaces services.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection> replace)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = _defaults });
        WebhooksOptions options = ConfigurationReading.Read(builder.Configuration);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Intake.MaxBatchBytes;

            // A link to the next page may have a cursor of 12 KiB besides the query that it continues.
            kestrel.Limits.MaxRequestLineSize = 32 << 10;
            kestrel.ConfigureEndpointDefaults(listen => listen.UseRefusalBodies());
        });
        bool started = false;
        builder.Logging.AddFilter(HostCategory, level => started && level >= LogLevel.Warning);
        builder.Services.AddWebhookService(options);
        builder.AddTelemetry();
        replace(builder.Services);
        builder.Services.AddServiceClock();

        WebApplication app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => started = true);
        app.UseForwardedHeaders(ForwardingOf(options));
        app.UseMiddleware<ErrorMiddleware>();
        app.UseHeadRequests();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapApi();
        return app;
    }

    /// <summary>
    /// Runs the server until it is told to stop. A host that fails to start leaves the services that it has started running, and they
    /// would use the database after its disposal; therefore this method stops them and awaits their end before it throws.
    /// </summary>
    /// <param name="app">The server.</param>
    /// <param name="cancellationToken">Stops the server.</param>
    public static async Task RunUntilStoppedAsync(this WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            // The caller learns why the start failed; a further failure while stopping must not replace that.
            await app.StopAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await app.WaitForShutdownAsync(cancellationToken);
    }

    // Links have the scheme and the host that callers use; the headers of a proxy on this machine are trusted without configuration.
    private static ForwardedHeadersOptions ForwardingOf(WebhooksOptions options)
    {
        var forwarding = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
        };
        options.Proxies.ForEach(network => forwarding.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network)));
        return forwarding;
    }
}
