using DnsClient;

namespace ScimFilter.Webhooks.Server.Delivery.Resolving;

/// <summary>
/// Asks DNS servers for the addresses of names: A and AAAA at once, with the search list of the system. IPv4 comes first, as it works
/// wherever the name has it. Thread-safe.
/// </summary>
internal sealed class DnsLookup(DnsServers servers, SystemNames system, TimeProvider time)
{
    // How much longer than the answer for IPv4 the one for IPv6 may take: there are servers that never answer the latter.
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(250);

    /// <summary>Looks a name up; whatever goes wrong is a failure in the answer.</summary>
    /// <param name="name">The name in ASCII; one that ends in a dot is not searched for.</param>
    /// <param name="cancellationToken">Ends the look-up, as a timeout.</param>
    public async Task<NameAnswer> FindAsync(string name, CancellationToken cancellationToken)
    {
        NameAnswer? first = null;
        foreach (string candidate in system.Configuration.Candidates(name))
        {
            NameAnswer answer = await FindAbsoluteAsync(candidate, cancellationToken);
            if (answer.Failure is NameFailure.None or NameFailure.Timeout)
            {
                return answer;
            }

            // A server that failed for one of them may know that name later, so that the name is not known to be absent.
            first = first is null || answer.Failure == NameFailure.ServerFailure ? answer : first;
        }

        return first!;
    }

    private async Task<NameAnswer> FindAbsoluteAsync(string name, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<NameAnswer> ipv4 = AskAsync(name, QueryType.A, ending.Token);
        Task<NameAnswer> ipv6 = AskAsync(name, QueryType.AAAA, ending.Token);
        NameAnswer first = await ipv4;
        if (first.Failure == NameFailure.None)
        {
            await Task.WhenAny(ipv6, Task.Delay(_patience, time, ending.Token));
            await ending.CancelAsync();
        }

        NameAnswer second = await ipv6;
        return (first.Failure, second.Failure) switch
        {
            (NameFailure.None, NameFailure.None) =>
                new NameAnswer([.. first.Addresses, .. second.Addresses], NameFailure.None, Shorter(first, second)),
            (NameFailure.None, _) => first,
            (_, NameFailure.None) => second,
            (NameFailure.NotFound, NameFailure.NotFound) => first with { TimeToLive = Shorter(first, second) },
            (NameFailure.NotFound, _) => second,
            _ => first,
        };
    }

    private async Task<NameAnswer> AskAsync(string name, QueryType type, CancellationToken cancellationToken)
    {
        try
        {
            IDnsQueryResponse response = await servers.Client.QueryAsync(name, type, QueryClass.IN, cancellationToken);
            return DnsAnswerReading.AnswerOf(response, name, type);
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or DnsResponseException { Code: DnsResponseCode.ConnectionTimeout })
        {
            return NameAnswer.Failed(NameFailure.Timeout);
        }
#pragma warning disable CA1031 // What a hostile answer makes the client throw is not documented, and never more than this answer is worth.
        catch (Exception)
#pragma warning restore CA1031
        {
            return NameAnswer.Failed(NameFailure.ServerFailure);
        }
    }

    private static TimeSpan? Shorter(NameAnswer first, NameAnswer second) =>
        first.TimeToLive is { } one && second.TimeToLive is { } other ? one < other ? one : other : first.TimeToLive ?? second.TimeToLive;
}
