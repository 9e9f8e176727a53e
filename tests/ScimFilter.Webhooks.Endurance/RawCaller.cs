using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>A caller on one connection that costs next to nothing, so that what is measured is the server.</summary>
internal sealed class RawCaller : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 << 10];
    private readonly string _head;

    public RawCaller(int port, string key) =>
        _head = $"POST /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nContent-Length: ";

    public Task ConnectAsync(int port) => _socket.ConnectAsync(IPAddress.Loopback, port);

    /// <summary>Posts an event.</summary>
    /// <returns>The status.</returns>
    public async Task<int> PostAsync(string body)
    {
        string length = body.Length.ToString(CultureInfo.InvariantCulture);
        await _socket.SendAsync(Encoding.ASCII.GetBytes($"{_head}{length}\r\n\r\n{body}"));
        int received = 0;
        while (true)
        {
            int read = await _socket.ReceiveAsync(_buffer.AsMemory(received));
            if (read == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            received += read;
            if (RawHttp.WholeLength(_buffer.AsSpan(0, received)) > 0)
            {
                return int.Parse(Encoding.ASCII.GetString(_buffer, 9, 3), CultureInfo.InvariantCulture);
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
