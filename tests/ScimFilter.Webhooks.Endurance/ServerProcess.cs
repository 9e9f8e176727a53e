using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Hosting;
using ScimFilter.Webhooks.Server.Storage;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>The server as a process of its own, on a port and a folder that outlive it.</summary>
internal sealed class ServerProcess : IDisposable
{
    public const string Key = "endurance-key";
    public const string OtherKey = "endurance-other-key";

    // Names the server's assembly of another build, so that two builds can be measured by turns with the same run.
    private const string Build = "ENDURANCE_SERVER";

    private readonly string[] _arguments;
    private Process? _process;

    public ServerProcess(string folder, params string[] settings)
    {
        Port = FreePort();
        _arguments =
        [
            Environment.GetEnvironmentVariable(Build) ?? typeof(ScimFilter.Webhooks.Server.Hosting.ServerApplication).Assembly.Location,
            $"--urls=http://127.0.0.1:{Port}",
            $"--Webhooks:DataFolder={folder}", "--Webhooks:AllowedNetworks:0=127.0.0.0/8", "--Webhooks:Tier1PerMinute=0",
            "--Webhooks:Tier2PerMinute=0",
            "--Logging:LogLevel:Default=Error",
            $"--Webhooks:ApiKeys:0:Key={Key}", "--Webhooks:ApiKeys:0:TenantId=t1", "--Webhooks:ApiKeys:0:UserId=u",
            "--Webhooks:ApiKeys:0:Roles:0=TenantAdmin",
            $"--Webhooks:ApiKeys:1:Key={OtherKey}", "--Webhooks:ApiKeys:1:TenantId=t2", "--Webhooks:ApiKeys:1:UserId=u",
            "--Webhooks:ApiKeys:1:Roles:0=TenantAdmin",
            .. settings,
        ];
    }

    public int Port { get; }

    public Uri Url => new($"http://127.0.0.1:{Port}/");

    /// <summary>Gets how much processor time the process has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", _arguments) { RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        using var client = new HttpClient { BaseAddress = Url };
        for (int i = 0; i < 600; i++)
        {
            try
            {
                using HttpResponseMessage response = await client.GetAsync("ready");
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("The server does not start.");
    }

    /// <summary>Ends the process as a power failure would.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        if (_process is not null)
        {
            Kill();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
