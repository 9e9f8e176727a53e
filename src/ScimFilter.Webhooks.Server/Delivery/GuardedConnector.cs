using System.Net;
using System.Net.Sockets;
using ScimFilter.Webhooks.Delivering;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>
/// Connects to targets. The address is judged after the name was resolved, and it is that very address that is connected to, so a name
/// that leads
/// elsewhere the second time changes nothing.
/// </summary>
internal sealed class GuardedConnector(INameResolver names, AddressPolicy policy)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        DnsEndPoint target = context.DnsEndPoint;
        Uri url = context.InitialRequestMessage.RequestUri!;
        IPAddress[] addresses = IPAddress.TryParse(target.Host, out IPAddress? literal)
            ? [literal]
            : await names.ResolveAsync(target.Host, cancellationToken);
        IPAddress[] allowed = [.. addresses.Where(address => policy.Allows(url, address))];
        if (allowed.Length == 0)
        {
            throw new AddressRefusedException(target.Host);
        }

        for (int i = 0; ; i++)
        {
            var socket = new Socket(allowed[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(allowed[i], target.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception exception)
            {
                socket.Dispose();
                if (i == allowed.Length - 1 || exception is not SocketException)
                {
                    throw;
                }
            }
        }
    }
}
