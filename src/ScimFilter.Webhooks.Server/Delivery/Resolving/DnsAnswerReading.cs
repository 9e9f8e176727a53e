using System.Collections.Immutable;
using System.Net;
using DnsClient;
using DnsClient.Protocol;

namespace ScimFilter.Webhooks.Server.Delivery.Resolving;

/// <summary>Reads the addresses of a name from a response, which may be hostile: only records of the name and its aliases count.</summary>
internal static class DnsAnswerReading
{
    /// <summary>More addresses of a family are not tried.</summary>
    public const int MaxAddresses = 8;

    /// <summary>A name with a longer chain of aliases counts as one that the servers could not resolve.</summary>
    public const int MaxAliases = 8;

    public static NameAnswer AnswerOf(IDnsQueryResponse response, string name, QueryType type)
    {
        // The client turns the names of questions and records back to Unicode; what was on the wire is in Original.
        DnsQuestion? question = response.Questions.Count == 1 ? response.Questions[0] : null;
        if (question is null || question.QuestionType != type || !IsSame(question.QueryName.Original, name))
        {
            return NameAnswer.Failed(NameFailure.ServerFailure);
        }

        return response.Header.ResponseCode switch
        {
            DnsHeaderResponseCode.NoError => Follow(response, name, type),
            DnsHeaderResponseCode.NotExistentDomain => NameAnswer.Failed(NameFailure.NotFound, AbsenceOf(response)),
            _ => NameAnswer.Failed(NameFailure.ServerFailure),
        };
    }

    private static NameAnswer Follow(IDnsQueryResponse response, string name, QueryType type)
    {
        ILookup<string, DnsResourceRecord> records =
            response.Answers.ToLookup(record => record.DomainName.Original, StringComparer.OrdinalIgnoreCase);
        int shortest = int.MaxValue;
        for (int aliases = 0; aliases <= MaxAliases; aliases++)
        {
            AddressRecord[] found =
            [
                .. records[name].OfType<AddressRecord>().Where(record => record.RecordType == (ResourceRecordType)type).Take(MaxAddresses),
            ];
            if (found.Length > 0)
            {
                shortest = Math.Min(shortest, found.Min(SecondsOf));
                ImmutableArray<IPAddress> addresses = [.. found.Select(record => record.Address).Distinct()];
                return new NameAnswer(addresses, NameFailure.None, TimeSpan.FromSeconds(shortest));
            }

            if (records[name].OfType<CNameRecord>().FirstOrDefault() is not { } alias)
            {
                return NameAnswer.Failed(NameFailure.NotFound, AbsenceOf(response));
            }

            shortest = Math.Min(shortest, SecondsOf(alias));
            name = alias.CanonicalName.Value;
        }

        return NameAnswer.Failed(NameFailure.ServerFailure);
    }

    // RFC 2308, section 5.
    private static TimeSpan? AbsenceOf(IDnsQueryResponse response) =>
        response.Authorities.OfType<SoaRecord>().FirstOrDefault() is { } authority
            ? TimeSpan.FromSeconds(Math.Min(SecondsOf(authority), authority.Minimum))
            : null;

    // With the highest bit set it counts as zero (RFC 2181, section 8).
    private static int SecondsOf(DnsResourceRecord record) => Math.Max(0, record.InitialTimeToLive);

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
