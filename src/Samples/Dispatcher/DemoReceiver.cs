using System.Net;
using System.Net.Sockets;

namespace ScimFilter.Samples.Dispatcher;

/// <summary>A receiver on a free port that answers 503 once and 204 from then on.</summary>
internal sealed class DemoReceiver : IDisposable
{
    private readonly HttpListener _listener = new();

    public DemoReceiver()
    {
        Url = new Uri($"http://127.0.0.1:{FreePort()}/hook/");
        _listener.Prefixes.Add(Url.AbsoluteUri);
        _listener.Start();
        _ = AnswerAsync();
    }

    public Uri Url { get; }

    public void Dispose() => ((IDisposable)_listener).Dispose();

    private async Task AnswerAsync()
    {
        for (int number = 0; _listener.IsListening; number++)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            context.Response.StatusCode = number == 0 ? 503 : 204;
            context.Response.Close();
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
