using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration.Memory;
using ScimFilter.Webhooks.Server.Api;
using ScimFilter.Webhooks.Server.Api.Errors;
using ScimFilter.Webhooks.Server.Configuration;

namespace ScimFilter.Webhooks.Server.Hosting;

/// <summary>Puts the server together.</summary>
internal static class ServerApplication
{
    // What holds unless the configuration says otherwise.
    private static readonly Dictionary<string, string?> _defaults = new(StringComparer.Ordinal)
    {
        [WebHostDefaults.ServerUrlsKey] = "http://127.0.0.1:5080",
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
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
        });
        builder.Services.AddWebhookService(options);
        builder.AddTelemetry();
        replace(builder.Services);
        builder.Services.AddServiceClock();

        WebApplication app = builder.Build();
        app.UseForwardedHeaders(ForwardingOf(options));
        app.UseMiddleware<ErrorMiddleware>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapApi();
        return app;
    }

    // Links have the scheme and the host that callers use; those of a proxy on this machine are believed without being asked for.
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
